using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ApiAccounts.Core.Settings;

namespace ApiAccounts.Core.Access;

/// <summary>How secrets look and what they are hashed with: the settings <c>Secrets__…</c>.</summary>
public sealed class SecretsOptions : IValidatableObject
{
    public const string Section = "Secrets";

    private const int PepperBytes = 32;

    /// <summary>What every new secret begins with, before an underscore, so that secret scanners can tell whose it is.</summary>
    /// <value>2 to 16 lower-case letters and digits; <c>apiacc</c> unless set.</value>
    [AllowedText("^[a-z0-9]{2,16}$", "2 to 16 lower-case letters and digits")]
    public string Prefix { get; set; } = "apiacc";

    /// <summary>
    /// The keys that secrets are hashed with, by number: <c>Secrets__Peppers__1</c>. The highest number signs; the others still verify.
    /// Without a key the credentials hashed with it stop working.
    /// </summary>
    /// <value>Base64 of at least 32 random bytes each. There is no default.</value>
    public Dictionary<string, string> Peppers { get; } = [];

    /// <summary>The number of the key that signs, and seals.</summary>
    internal string NewestKeyId => Peppers.Keys.MaxBy(keyId => int.Parse(keyId, CultureInfo.InvariantCulture))
        ?? throw new InvalidOperationException("Secrets__Peppers__1 is not set.");

    internal static bool IsKeyId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && text[0] != '0';

    /// <summary>Never tells a value: it is a key.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Peppers.Count == 0)
            yield return new($"Secrets__Peppers__1 is not set; it has to be the base64 of {PepperBytes} random bytes or more.");
        foreach (var (keyId, key) in Peppers)
        {
            if (!IsKeyId(keyId))
                yield return new($"Secrets__Peppers__{keyId} has '{keyId}' as its number; it may be a whole number from 1.");
            if (!IsKey(key))
                yield return new($"Secrets__Peppers__{keyId} is not a key; it may be the base64 of {PepperBytes} random bytes or more.");
        }
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= PepperBytes;
    }
}
