using System.Buffers;

namespace ApiAccounts.Core.Usage;

/// <summary>Encodes 64-bit integers in 1 to 10 bytes, seven bits each, the lowest first, as <see cref="BinaryWriter"/> does.</summary>
internal static class Varint
{
    public const int MaxBytes = 10;

    private const int Bits = 7;
    private const int More = 1 << Bits;

    public static void Write(IBufferWriter<byte> writer, long number)
    {
        var span = writer.GetSpan(MaxBytes);
        var (rest, length) = ((ulong)number, 0);
        for (; rest >= More; rest >>= Bits) span[length++] = (byte)(rest | More);
        span[length++] = (byte)rest;
        writer.Advance(length);
    }

    /// <exception cref="InvalidDataException">The number is truncated or too long.</exception>
    public static long Read(byte[] bytes, ref int at)
    {
        var number = 0UL;
        for (var read = 0; read < MaxBytes && at < bytes.Length; read++)
        {
            var value = bytes[at++];
            number |= (ulong)(value & (More - 1)) << (read * Bits);
            if (value < More) return (long)number;
        }
        throw new InvalidDataException("The usage counts are truncated.");
    }
}
