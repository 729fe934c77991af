using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b")]
    [InlineData("ada.example+exports@partner.example")]
    [InlineData("o'brien@p\u00e4rtner.example")]
    [InlineData("ada@1-2.xn--prtner-bua.example")]
    public void An_address_that_a_mail_can_reach_is_valid(string text) => Assert.True(EmailAddress.IsValid(text));

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
    [InlineData("ad\u00e4@partner.example")]
    [InlineData(".ada@partner.example")]
    [InlineData("ada.@partner.example")]
    [InlineData("a..da@partner.example")]
    [InlineData("<ada@partner.example")]
    [InlineData("\"ada\"@partner.example")]
    [InlineData("ada@partner..example")]
    [InlineData("ada@.partner.example")]
    [InlineData("ada@partner.example.")]
    [InlineData("ada@-partner.example")]
    [InlineData("ada@partner-.example")]
    [InlineData("ada@part_ner.example")]
    [InlineData("ada@partner,example")]
    [InlineData("ada@[192.0.2.7]")]
    [InlineData("ada@part\u202ener.example")]
    [InlineData("ada@part\u200bner.example")]
    [InlineData("ada@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public void An_address_that_no_mail_can_reach_is_refused(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void A_mailbox_may_have_64_characters_and_an_address_254()
    {
        Assert.True(EmailAddress.IsValid(new string('a', 64) + "@b"));
        Assert.False(EmailAddress.IsValid(new string('a', 65) + "@b"));
        var domain = string.Join('.', new string('b', 63), new string('c', 63), new string('d', 61));
        Assert.True(EmailAddress.IsValid(new string('a', 64) + "@" + domain));
        Assert.False(EmailAddress.IsValid(new string('a', 64) + "@d" + domain));
    }
}
