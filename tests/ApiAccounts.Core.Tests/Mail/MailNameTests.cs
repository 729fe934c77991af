using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Tests.Mail;

public sealed class MailNameTests
{
    [Theory]
    [InlineData("Ada Example", "Ada Example")]
    [InlineData("Zoë \"<b>\" van den Bérg ☂, MSc", "Zoë '<b>' van den Bérg ☂, MSc")]
    [InlineData("J.R.R. Tolkien", "J. R. R. Tolkien")]
    [InlineData("Win at http://evil.example/now?x=1", "Win at http evil. example/ now?x=1")]
    [InlineData("www.evil.example", "www. evil. example")]
    [InlineData("HTTPS://EVIL.EXAMPLE", "HTTPS EVIL. EXAMPLE")]
    [InlineData("mailto:all@evil.example", "mailto: all@ evil. example")]
    [InlineData("evil\\\\share.example:8080", "evil\\\\ share. example: 8080")]
    [InlineData("bücher.example", "bücher. example")]
    [InlineData("Ada\r\nYour password: x\u2028\u202Ey", "Ada Your password: x y")]
    [InlineData("  \t ", "")]
    public void A_name_is_one_line_without_links(string name, string plain)
    {
        Assert.Equal(plain, MailName.Plain(name));
        Assert.Equal($"\"{plain}\"", MailName.Quoted(name));
    }

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.Equal(new string('a', 64), MailName.Plain(new string('a', 64)));
        Assert.Equal(new string('a', 63) + "…", MailName.Plain(new string('a', 65)));
        Assert.Equal(new string('a', 62) + "…", MailName.Plain(new string('a', 62) + "\uD83D\uDE00bc"));
        Assert.Equal("\uD83D\uDE00", MailName.Plain("\uD83D\uDE00"));
    }
}
