using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b")]
    [InlineData("ada.example+exports@partner.example")]
    [InlineData("adä@pärtner.example")]
    public void What_has_one_at_sign_within_passes(string text) => Assert.True(EmailAddress.IsValid(text));

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
    public void What_is_none_or_could_end_a_header_is_refused(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void It_may_have_254_characters_and_no_more()
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
    public void A_plain_one_is_taken_by_every_mail_server(string text, bool isPlain) => Assert.Equal(isPlain, EmailAddress.IsPlain(text));
}
