using System.Numerics;
using System.Security.Cryptography;

namespace ApiAccounts.Core.Access;

/// <summary>
/// The format of an API user's secret: <c>prefix_</c>, 32 random bytes as 43 base-62 characters, and 6 characters with the CRC-32
/// of all before. The check lets secret scanners match a secret. It also rejects a garbled one without a storage read.
/// </summary>
public static class ApiSecret
{
    /// <summary>The maximum length in characters, whatever the prefix.</summary>
    internal const int MaxLength = 128;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomBytes = 32;
    private const int RandomLength = 43;
    private const int CheckLength = 6;

    private static readonly uint[] Crc32OfByte = [.. Enumerable.Range(0, 256).Select(value => Crc32Of((uint)value))];

    /// <summary>Creates a unique secret.</summary>
    public static string New(string prefix)
    {
        var random = new BigInteger(RandomNumberGenerator.GetBytes(RandomBytes), isUnsigned: true);
        var body = $"{prefix}_{InBase62(random, RandomLength)}";
        return body + InBase62(Crc32(body), CheckLength);
    }

    /// <summary>Whether the text has the format of a secret. Any prefix is valid, because the setting may have changed.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> secret)
    {
        var prefixLength = secret.Length - RandomLength - CheckLength;
        if (secret.Length > MaxLength || prefixLength < 1 || secret[prefixLength - 1] != '_') return false;
        Span<char> check = stackalloc char[CheckLength];
        WriteBase62(Crc32(secret[..^CheckLength]), check);
        return secret[^CheckLength..].SequenceEqual(check);
    }

    private static string InBase62(BigInteger number, int length) => string.Create(length, number, static (characters, number) =>
    {
        for (var i = characters.Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            characters[i] = Alphabet[(int)digit];
        }
    });

    private static void WriteBase62(uint number, Span<char> characters)
    {
        for (var i = characters.Length - 1; i >= 0; i--, number /= (uint)Alphabet.Length)
            characters[i] = Alphabet[(int)(number % (uint)Alphabet.Length)];
    }

    /// <summary>CRC-32 (ISO 3309) of the characters' low bytes. No secret of this service contains a non-ASCII character.</summary>
    private static uint Crc32(ReadOnlySpan<char> text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text) crc = crc >> 8 ^ Crc32OfByte[(byte)(crc ^ character)];
        return ~crc;
    }

    private static uint Crc32Of(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : value >> 1 ^ 0xEDB88320;
        return value;
    }
}
