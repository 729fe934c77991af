using System.Globalization;
using System.Text.Json;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A real mail server (tools/smtp.mjs) with a certificate that nobody trusts, and what it took.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string UserName = "accounts";
    public const string Password = "smtp-password-of-the-tests";

    private readonly ChildProcess process;

    private MailServer(ChildProcess process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public IReadOnlyList<ReceivedMail> Mails =>
        [.. process.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize(line,
            ReceivedMailJson.Default.ReceivedMail)!)];

    /// <param name="hasTls">Whether it offers STARTTLS; else it takes mails from everybody.</param>
    public static async Task<MailServer> StartAsync(int port = 0, bool hasTls = true)
    {
        var process = ChildProcess.Start(
            "node",
            [Repository.PathOf("tools/smtp.mjs")],
            [
                new("SMTP_PORT", port.ToString(CultureInfo.InvariantCulture)),
                new("SMTP_KEY", hasTls ? LocalCertificate.KeyFile : null),
                new("SMTP_CERTIFICATE", hasTls ? LocalCertificate.File : null),
                new("SMTP_USER", hasTls ? UserName : null),
                new("SMTP_PASSWORD", hasTls ? Password : null),
            ]);
        var listening = await process.WaitForOutputAsync(@"^listening (\d+)$");
        return new(process, int.Parse(listening.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>The settings of an app that sends its mails here; it trusts the certificate.</summary>
    public static (string Name, string? Value)[] Settings(int port) =>
    [
        ("Mail__SmtpHost", "localhost"),
        ("Mail__SmtpPort", port.ToString(CultureInfo.InvariantCulture)),
        ("Mail__SmtpUserName", UserName),
        ("Mail__SmtpPassword", Password),
        ("Mail__From", "accounts@saas.example"),
        ("Mail__MaxPerHour", "1000"), // many of the tests' operators have one address
        ("Mail__MaxPerDay", "1000"),
        ("Mail__MaxLinksPerCaller", "1000"),
        ("SSL_CERT_FILE", LocalCertificate.File),
    ];

    /// <summary>Waits for the mail to somebody, of whom there is one only.</summary>
    public async Task<ReceivedMail> MailToAsync(string recipient)
    {
        await Eventually.Async(() => Task.FromResult(Mails.Any(mail => mail.To.Contains(recipient))), $"a mail to {recipient} arrived");
        return Mails.Single(mail => mail.To.Contains(recipient));
    }

    /// <summary>Waits for a mail with a subject to somebody, and returns the last one.</summary>
    public async Task<ReceivedMail> MailToAsync(string recipient, string subject, int count = 1)
    {
        IEnumerable<ReceivedMail> Found() => Mails.Where(mail => mail.To.Contains(recipient) && mail.Subject == subject);
        await Eventually.Async(() => Task.FromResult(Found().Count() >= count), $"mail {count} '{subject}' to {recipient} arrived");
        return Found().Last();
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
