using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>
/// The ids of runs. They only tell runs apart, so each is random bytes of the process and the number of the run, in the form of a GUID of
/// version 8 (RFC 9562): no run asks the system for randomness.
/// </summary>
internal static class InvocationId
{
    private const ulong Version = 0x8000;
    private const ulong VersionBits = 0xf000;
    private const ulong Variant = 0x8000_0000_0000_0000;
    private static readonly ulong Process =
        (BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8)) & ~VersionBits) | Version;
    private static ulong runs;

    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Process);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Interlocked.Increment(ref runs) | Variant);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
