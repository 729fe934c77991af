using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Hashes secrets for keeping: <c>v1.{keyId}.{base64url of HMAC-SHA-256(pepper, secret)}</c>. A fast hash is right for them, since a
/// secret has 256 random bits; the pepper keeps a stolen table useless. Passwords that people choose go through
/// <see cref="Operators.PasswordHashing"/> instead.
/// </summary>
public sealed partial class SecretHasher
{
    private const string Version = "v1";
    private readonly ILogger<SecretHasher> logger;
    private readonly Dictionary<string, byte[]> peppers;
    private readonly string signingKeyId;

    public SecretHasher(IOptions<SecretsOptions> options, ILogger<SecretHasher> logger)
    {
        this.logger = logger;
        peppers = options.Value.Peppers.ToDictionary(pepper => pepper.Key, pepper => Convert.FromBase64String(pepper.Value));
        signingKeyId = peppers.Keys.MaxBy(keyId => int.Parse(keyId, CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException("Secrets__Peppers__1 is not set.");
    }

    public string Hash(string secret) => $"{Version}.{signingKeyId}.{Base64Url.EncodeToString(Mac(peppers[signingKeyId], secret))}";

    /// <summary>Whether the hash is this secret's, in a time that does not depend on where they differ. A hash that cannot be read matches nothing.</summary>
    public bool Verify(string secret, string hash)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryRead(hash, out var pepper, expected))
        {
            LogUnreadable(logger);
            return false;
        }
        return CryptographicOperations.FixedTimeEquals(Mac(pepper, secret), expected);
    }

    private bool TryRead(string hash, out byte[] pepper, Span<byte> mac)
    {
        pepper = [];
        var parts = hash.Split('.');
        if (parts.Length != 3 || parts[0] != Version || !peppers.TryGetValue(parts[1], out var key)) return false;
        pepper = key;
        return Base64Url.DecodeFromChars(parts[2], mac, out _, out var length) == OperationStatus.Done && length == mac.Length;
    }

    private static byte[] Mac(byte[] pepper, string secret) => HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(secret));

    [LoggerMessage(Level = LogLevel.Error, Message = "A stored secret hash cannot be read, or its key (Secrets__Peppers__…) is not set: it matches nothing.")]
    private static partial void LogUnreadable(ILogger logger);
}
