using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Tests.Mail;

public sealed class OutgoingMailMessageTests
{
    private const string Message = """{"version":1,"pid":42,"mailId":"0123456789abcdef0123456789abcdef"}""";

    [Fact]
    public void A_message_has_only_the_address_of_the_mail() =>
        Assert.Equal(Message, Encoding.UTF8.GetString(OutgoingMailMessage.Write(new(42, "0123456789abcdef0123456789abcdef"))));

    [Fact]
    public void A_valid_message_is_read()
    {
        Assert.True(OutgoingMailMessage.Read(Message).TryGet(out var waiting, out _));
        Assert.Equal(new WaitingMail(42, "0123456789abcdef0123456789abcdef"), waiting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"pid":42,"mailId":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("""{"version":1,"mailId":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("""{"version":1,"pid":-1,"mailId":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("""{"version":1,"pid":"42","mailId":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("""{"version":1,"pid":42,"mailId":"0123456789abcdef0123456789abcde"}""")]
    [InlineData("""{"version":1,"pid":42,"mailId":"0123456789abcdef/123456789abcdef"}""")]
    [InlineData("""{"version":1,"pid":42,"mailId":7}""")]
    [InlineData("""{"version":1,"pid":42,"mailId":"\ud800"}""")]
    public void An_invalid_message_is_refused(string message) =>
        Assert.Equal(ErrorKind.Malformed, OutgoingMailMessage.Read(message).Error!.Kind);
}
