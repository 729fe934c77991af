using System.Text;
using ApiAccounts.Tools.Demo.Steps;
using MimeKit;

namespace ApiAccounts.Tools.Tests;

public sealed class MailedPasswordTests
{
    private const string Operator = "demo@demo.example";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void The_password_is_read_from_the_text_of_a_mail_in_either_kind_of_lines(string end)
    {
        var mail = Mail(["Hello,", "", "Your first password is: 6tNRz-gtGwk", "", "Choose another."], end);

        Assert.Equal("6tNRz-gtGwk", MailedPassword.PasswordIn(mail, Operator));
        Assert.Null(MailedPassword.PasswordIn(mail, "other@demo.example"));
    }

    [Fact]
    public void A_mail_about_something_else_has_no_password() =>
        Assert.Null(MailedPassword.PasswordIn(Mail(["Your access expires in 7 days."], "\n"), Operator));

    [Fact]
    public void A_mail_that_is_being_written_has_no_password_yet() =>
        Assert.Null(MailedPassword.PasswordIn(Mail(["Hello,", "", "Your first password is: 6tNR"], "\n"), Operator));

    private static MimeMessage Mail(string[] lines, string end)
    {
        string[] head = [$"To: Demo Colleague <{Operator}>", "Content-Type: text/plain; charset=utf-8", ""];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join(end, [.. head, .. lines])));
        return MimeMessage.Load(stream);
    }
}
