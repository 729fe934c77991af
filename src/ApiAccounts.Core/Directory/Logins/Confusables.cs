using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// Reduces texts to skeletons (Unicode UTS #39, section 4): texts that look alike have the same skeleton. The data is in
/// <c>confusables.txt</c>.
/// </summary>
internal static class Confusables
{
    private const string Resource = "confusables.txt";

    /// <summary>Ranges of Unicode's Default_Ignorable_Code_Point, which a reader does not see. Some of them are letters or marks.</summary>
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    private static readonly Lazy<FrozenDictionary<Rune, string>> Prototypes = new(Read);

    /// <summary>Whether a character has a prototype other than itself.</summary>
    public static bool Has(Rune character) => Prototypes.Value.ContainsKey(character);

    /// <param name="text">Valid Unicode text in the form NFKC.</param>
    public static string SkeletonOf(string text)
    {
        var skeleton = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Array.Exists(Ignorable, range => character.Value >= range.First && character.Value <= range.Last)) continue;
            skeleton.Append(Prototypes.Value.GetValueOrDefault(character) ?? character.ToString());
        }
        return skeleton.ToString().Normalize(NormalizationForm.FormD);
    }

    private static FrozenDictionary<Rune, string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var prototypes = new Dictionary<Rune, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var (prototype, others) = line.Split(" < ") is [var left, var right]
                ? (string.Concat(Characters(left)), Characters(right))
                : throw new InvalidDataException($"'{line}' is not a line of {Resource}.");
            foreach (var other in others) prototypes.Add(other, prototype);
        }
        return prototypes.ToFrozenDictionary();
    }

    private static IEnumerable<Rune> Characters(string text) =>
        text.Split(' ').Select(number => new Rune(int.Parse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
}
