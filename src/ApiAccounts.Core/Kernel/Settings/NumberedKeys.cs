using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>Keys with numbers, as in <c>Secrets__Peppers__1</c>: the highest number signs, the others still verify.</summary>
internal static class NumberedKeys
{
    private const int KeyBytes = 32;

    /// <param name="name">What stands before the number: <c>Secrets__Peppers</c>.</param>
    /// <returns>What is wrong, in sentences. They never tell a value: it is a key.</returns>
    public static IEnumerable<ValidationResult> Check(string name, IReadOnlyDictionary<string, string> keys)
    {
        if (keys.Count == 0)
            yield return new($"{name}__1 is not set; it has to be the base64 of {KeyBytes} random bytes or more.");
        foreach (var (keyId, key) in keys)
        {
            if (!IsKeyId(keyId))
                yield return new($"{name}__{keyId} has '{keyId}' as its number; it may be a whole number from 1.");
            if (!IsKey(key))
                yield return new($"{name}__{keyId} is not a key; it may be the base64 of {KeyBytes} random bytes or more.");
        }
    }

    /// <returns>Null when there is none.</returns>
    public static string? Highest(IEnumerable<string> keyIds) => keyIds.MaxBy(keyId => int.Parse(keyId, CultureInfo.InvariantCulture));

    private static bool IsKeyId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && text[0] != '0';

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= KeyBytes;
    }
}
