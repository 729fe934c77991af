using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Hashes secrets for keeping: <c>v1.{keyId}.{base64url of HMAC-SHA-256(pepper, secret)}</c>. A fast hash is right for them, since a
/// secret has 256 random bits; the pepper keeps a stolen table useless. Passwords that people choose go through
/// <c>PasswordHashing</c> instead.
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

    /// <returns>Null, and a line in the log, for one that cannot be read.</returns>
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
    /// Which of two hashes is this secret's. Both are always compared, in a time that does not depend on where they differ, with something
    /// else where there is none: the time tells neither which it was nor whether there is a hash at all.
    /// </summary>
    /// <param name="secret">As <see cref="ApiSecret.IsWellFormed"/> allows.</param>
    public SecretMatch Match(ReadOnlySpan<char> secret, SecretHash? current, SecretHash? previous)
    {
        var (first, second) = (current ?? decoy, previous ?? decoy);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        first.Pepper.WriteMac(secret, mac);
        var isCurrent = CryptographicOperations.FixedTimeEquals(mac, first.Mac);
        if (second.Pepper != first.Pepper) second.Pepper.WriteMac(secret, mac);
        var isPrevious = CryptographicOperations.FixedTimeEquals(mac, second.Mac);
        return isCurrent && current is not null ? SecretMatch.Current : isPrevious && previous is not null ? SecretMatch.Previous : SecretMatch.None;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A stored secret hash cannot be read, or its key (Secrets__Peppers__…) is not set: it matches nothing.")]
    private static partial void LogUnreadable(ILogger logger);
}
