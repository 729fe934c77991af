using System.Security.Cryptography;

namespace ApiAccounts.Core.Access;

/// <summary>A parsed hash of a secret, ready for comparison; see <see cref="SecretHasher"/>.</summary>
public sealed class SecretHash
{
    internal SecretHash(Pepper pepper, byte[] mac)
    {
        Pepper = pepper;
        Mac = mac;
    }

    internal Pepper Pepper { get; }

    internal byte[] Mac { get; }

    /// <summary>Distinguishes secrets without revealing anything about them: 64 hexadecimal characters.</summary>
    internal string Fingerprint => field ??= Convert.ToHexStringLower(SHA256.HashData(Mac));
}

/// <summary>Which of an API user's secrets matched.</summary>
public enum SecretMatch
{
    None,
    Current,
    Previous,
}
