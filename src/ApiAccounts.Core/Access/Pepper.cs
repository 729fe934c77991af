using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Access;

/// <summary>A key that secrets are hashed with.</summary>
internal sealed class Pepper(byte[] key)
{
    /// <summary>To set one up takes twice as long as to use it, and makes those who do so at once wait for each other.</summary>
    private readonly ConcurrentBag<IncrementalHash> idle = [];

    /// <param name="secret">As <see cref="ApiSecret.IsWellFormed"/> allows.</param>
    /// <param name="mac">32 bytes.</param>
    public void WriteMac(ReadOnlySpan<char> secret, Span<byte> mac)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(ApiSecret.MaxLength)];
        if (!idle.TryTake(out var hash)) hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(bytes[..Encoding.UTF8.GetBytes(secret, bytes)]);
        hash.GetHashAndReset(mac);
        idle.Add(hash);
    }
}
