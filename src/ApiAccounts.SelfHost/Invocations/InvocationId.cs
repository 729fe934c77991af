using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>
/// The ids of invocations. They only need to be unique, so each consists of random bytes of the process and the number of the invocation,
/// in the form of a GUID of version 8 (RFC 9562). An invocation therefore needs no random number of its own.
/// </summary>
internal static class InvocationId
{
    private const ulong Version = 0x8000;
    private const ulong VersionBits = 0xf000;
    private const ulong Variant = 0x8000_0000_0000_0000;
    private static readonly ulong Process =
        (BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8)) & ~VersionBits) | Version;
    private static ulong invocations;

    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Process);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Interlocked.Increment(ref invocations) | Variant);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
