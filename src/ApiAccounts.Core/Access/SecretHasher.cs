using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Hashes secrets for storage: <c>v1.{keyId}.{base64url of HMAC-SHA-256(pepper, secret)}</c>. A fast hash suffices, because a
/// secret has 256 random bits. The pepper makes a stolen table useless. <c>PasswordHashing</c> hashes the passwords that people
/// choose.
/// </summary>
public sealed partial class SecretHasher
{
    private const string Version = "v1";
    private readonly ILogger<SecretHasher> logger;
    private readonly Dictionary<string, Pepper> peppers;
    private readonly string signingKeyId;
    private readonly SecretHash decoy;

    public SecretHasher(IOptions<SecretsOptions> options, ILogger<SecretHasher> logger)
    {
        this.logger = logger;
        peppers = options.Value.Peppers.ToDictionary(pepper => pepper.Key, pepper => new Pepper(Convert.FromBase64String(pepper.Value)));
        signingKeyId = options.Value.NewestKeyId;
        decoy = new(peppers[signingKeyId], new byte[HMACSHA256.HashSizeInBytes]);
    }

    public string Hash(string secret)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        peppers[signingKeyId].WriteMac(secret, mac);
        return $"{Version}.{signingKeyId}.{Base64Url.EncodeToString(mac)}";
    }

    /// <returns>The hash; null if it cannot be parsed, which is logged.</returns>
    public SecretHash? Read(string hash)
    {
        var parts = hash.Split('.');
        var mac = new byte[HMACSHA256.HashSizeInBytes];
        if (parts.Length == 3 && parts[0] == Version && peppers.TryGetValue(parts[1], out var pepper)
            && Base64Url.DecodeFromChars(parts[2], mac, out _, out var length) == OperationStatus.Done && length == mac.Length)
            return new(pepper, mac);
        LogUnreadable(logger);
        return null;
    }

    /// <summary>
    /// Returns which of two hashes matches the secret. It always compares both, with a decoy in place of a missing one, in a time
    /// that does not depend on where they differ. The duration reveals neither the match nor whether a hash exists.
    /// </summary>
    /// <param name="secret">A secret that <see cref="ApiSecret.IsWellFormed"/> accepts.</param>
    public SecretMatch Match(ReadOnlySpan<char> secret, SecretHash? current, SecretHash? previous)
    {
        var (first, second) = (current ?? decoy, previous ?? decoy);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        first.Pepper.WriteMac(secret, mac);
        var isCurrent = CryptographicOperations.FixedTimeEquals(mac, first.Mac);
        if (second.Pepper != first.Pepper) second.Pepper.WriteMac(secret, mac);
        var isPrevious = CryptographicOperations.FixedTimeEquals(mac, second.Mac);
        return isCurrent && current is not null ? SecretMatch.Current
            : isPrevious && previous is not null ? SecretMatch.Previous
            : SecretMatch.None;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A stored secret hash cannot be parsed, or its key (Secrets__Peppers__…) is not set. It matches no secret.")]
    private static partial void LogUnreadable(ILogger logger);
}
