using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Access;

/// <summary>A key that hashes secrets.</summary>
internal sealed class Pepper(byte[] key)
{
    /// <summary>Setting up a hash takes twice as long as using it, and concurrent set-ups wait for each other.</summary>
    private readonly ConcurrentBag<IncrementalHash> idle = [];

    /// <param name="secret">A secret that <see cref="ApiSecret.IsWellFormed"/> accepts.</param>
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
