using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b")]
    [InlineData("ada.example+exports@partner.example")]
    [InlineData("adä@pärtner.example")]
    public void An_address_with_one_at_sign_inside_is_valid(string text) => Assert.True(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ada")]
    [InlineData("@partner.example")]
    [InlineData("ada@")]
    [InlineData("ada@ada@partner.example")]
    [InlineData("ada @partner.example")]
    [InlineData("ada@partner.example\r\nBcc: all")]
    [InlineData("ada@partner.example\0")]
    public void An_invalid_address_or_one_that_could_end_a_header_is_refused(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void An_address_may_have_254_characters_and_no_more()
    {
        Assert.True(EmailAddress.IsValid(new string('a', 252) + "@b"));
        Assert.False(EmailAddress.IsValid(new string('a', 253) + "@b"));
    }

    [Theory]
    [InlineData("ada.example+exports@partner.example", true)]
    [InlineData("o'brien@p\u00e4rtner.example", true)]
    [InlineData("ad\u00e4@partner.example", false)]
    [InlineData(".ada@partner.example", false)]
    [InlineData("ada.@partner.example", false)]
    [InlineData("a..da@partner.example", false)]
    [InlineData("<ada@partner.example", false)]
    [InlineData("\"ada\"@partner.example", false)]
    [InlineData("ada", false)]
    public void A_plain_address_is_deliverable(string text, bool isPlain) => Assert.Equal(isPlain, EmailAddress.IsPlain(text));
}
