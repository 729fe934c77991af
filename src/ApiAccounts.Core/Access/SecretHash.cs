using System.Security.Cryptography;

namespace ApiAccounts.Core.Access;

/// <summary>A kept hash of a secret, read and ready to be compared with; see <see cref="SecretHasher"/>.</summary>
public sealed class SecretHash
{
    internal SecretHash(Pepper pepper, byte[] mac)
    {
        Pepper = pepper;
        Mac = mac;
    }

    internal Pepper Pepper { get; }

    internal byte[] Mac { get; }

    /// <summary>Tells one secret from another and nothing of either: 64 hexadecimal characters.</summary>
    internal string Fingerprint => field ??= Convert.ToHexStringLower(SHA256.HashData(Mac));
}

/// <summary>Which of an API user's secrets it was.</summary>
public enum SecretMatch
{
    None,
    Current,
    Previous,
}
