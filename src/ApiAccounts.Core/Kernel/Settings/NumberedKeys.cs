using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>Numbered keys, such as <c>Secrets__Peppers__1</c>. The key with the highest number signs; the others still verify.</summary>
internal static class NumberedKeys
{
    private const int KeyBytes = 32;

    /// <param name="name">The name before the number: <c>Secrets__Peppers</c>.</param>
    /// <returns>A sentence for each fault. It never contains the value, which is a key.</returns>
    public static IEnumerable<ValidationResult> Check(string name, IReadOnlyDictionary<string, string> keys)
    {
        if (keys.Count == 0)
            yield return new($"{name}__1 is not set; it must be the base64 of at least {KeyBytes} random bytes.");
        foreach (var (keyId, key) in keys)
        {
            if (!IsKeyId(keyId))
                yield return new($"{name}__{keyId} must end in a whole number from 1; it ends in '{keyId}'.");
            if (!IsKey(key))
                yield return new($"{name}__{keyId} must be the base64 of at least {KeyBytes} random bytes; it is not.");
        }
    }

    /// <returns>The highest number; null if there is none.</returns>
    public static string? Highest(IEnumerable<string> keyIds) => keyIds.MaxBy(keyId => int.Parse(keyId, CultureInfo.InvariantCulture));

    private static bool IsKeyId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && text[0] != '0';

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= KeyBytes;
    }
}
