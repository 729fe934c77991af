using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A real mail server (tools/smtp.mjs) with a certificate of its own, and what it took.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string UserName = "accounts";
    public const string Password = "smtp-password-of-the-tests";

    private static readonly Lazy<string> Certificate = new(MakeCertificate);

    private readonly ChildProcess process;

    private MailServer(ChildProcess process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The folder with <c>certificate.pem</c>, which nobody trusts, and its <c>key.pem</c>.</summary>
    public static string CertificateFolder => Certificate.Value;

    /// <summary>What an app trusts that is started with this as <c>SSL_CERT_FILE</c>, and nothing else.</summary>
    public static string CertificateFile => Path.Combine(CertificateFolder, "certificate.pem");

    public IReadOnlyList<ReceivedMail> Mails =>
        [.. process.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize(line, ReceivedMailJson.Default.ReceivedMail)!)];

    /// <param name="hasTls">Whether it offers STARTTLS.</param>
    public static async Task<MailServer> StartAsync(int port = 0, bool hasTls = true)
    {
        var process = ChildProcess.Start(
            "node",
            [Repository.PathOf("tools/smtp.mjs")],
            [
                new("SMTP_PORT", port.ToString(CultureInfo.InvariantCulture)),
                new("SMTP_KEY", hasTls ? Path.Combine(CertificateFolder, "key.pem") : null),
                new("SMTP_CERTIFICATE", hasTls ? CertificateFile : null),
                new("SMTP_USER", UserName),
                new("SMTP_PASSWORD", Password),
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
        ("SSL_CERT_FILE", CertificateFile),
    ];

    /// <summary>Waits for the mail to somebody, of whom there is one only.</summary>
    public async Task<ReceivedMail> MailToAsync(string recipient)
    {
        await Eventually.Async(() => Task.FromResult(Mails.Any(mail => mail.To.Contains(recipient))), $"a mail to {recipient} arrived");
        return Mails.Single(mail => mail.To.Contains(recipient));
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "certificate")).FullName;
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return folder;
    }
}
