using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ApiAccounts.Testing;

/// <summary>A certificate for <c>localhost</c> and 127.0.0.1 that nobody trusts, made anew by each test process.</summary>
public static class LocalCertificate
{
    private static readonly Lazy<string> Folder = new(Make);

    /// <summary>PEM. On Linux a process that is started with this as <c>SSL_CERT_FILE</c> trusts it.</summary>
    public static string File => Path.Combine(Folder.Value, "certificate.pem");

    /// <summary>PEM.</summary>
    public static string KeyFile => Path.Combine(Folder.Value, "key.pem");

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "certificate")).FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return folder;
    }
}
