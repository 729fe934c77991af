namespace ApiAccounts.Core.Kernel.Ids;

/// <summary>
/// The user name of an API user: the 128 bits of its id and a 7-bit check, in Crockford's base 32 (27 characters).
/// The check makes the whole number a multiple of 127, a prime that divides neither a power of 32 nor 32 − 1. It therefore
/// detects every single wrong character and every swap of two neighbours without a storage read.
/// </summary>
internal static class AccountUserName
{
    public const int Length = 27;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CheckBits = 7;
    private const int CheckModulus = 127;

    /// <summary>The length of the tail: the check and the lowest bits of the id. The characters before it have 100 bits.</summary>
    private const int TailLength = 7;

    private const int TailIdBits = TailLength * 5 - CheckBits;

    private static readonly sbyte[] Values = CreateValues();

    public static string Format(UInt128 bits) => string.Create(Length, bits, static (characters, bits) => Write(bits, characters));

    /// <param name="characters">A span of <see cref="Length"/> characters.</param>
    public static void Write(UInt128 bits, Span<char> characters)
    {
        var check = (ulong)((CheckModulus - (int)(bits % CheckModulus)) % CheckModulus);
        var head = bits >> TailIdBits;
        var tail = ((ulong)bits & ((1UL << TailIdBits) - 1)) << CheckBits | check;
        for (var i = Length - 1; i >= Length - TailLength; i--, tail >>= 5) characters[i] = Alphabet[(int)(tail & 31)];
        for (var i = Length - TailLength - 1; i >= 0; i--, head >>= 5) characters[i] = Alphabet[(int)(head & 31)];
    }

    /// <summary>Parses upper or lower case. Reads O as 0, and I and L as 1.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt128 bits)
    {
        bits = default;
        if (text.Length != Length) return false;
        ulong tail = 0;
        for (var i = 0; i < Length; i++)
        {
            var value = text[i] < Values.Length ? Values[text[i]] : -1;
            if (value < 0) return false;
            if (i < Length - TailLength) bits = bits << 5 | (uint)value;
            else tail = tail << 5 | (uint)value;
        }
        bits = bits << TailIdBits | tail >> CheckBits;
        var check = (int)(tail & ((1 << CheckBits) - 1));
        return check < CheckModulus && ((int)(bits % CheckModulus) + check) % CheckModulus == 0;
    }

    private static sbyte[] CreateValues()
    {
        var values = new sbyte['z' + 1];
        Array.Fill(values, (sbyte)-1);
        for (var i = 0; i < Alphabet.Length; i++) values[Alphabet[i]] = values[char.ToLowerInvariant(Alphabet[i])] = (sbyte)i;
        values['O'] = values['o'] = 0;
        values['I'] = values['i'] = values['L'] = values['l'] = 1;
        return values;
    }
}
