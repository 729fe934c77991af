using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Access;

/// <summary>The format of secrets and the keys that hash them: the settings <c>Secrets__…</c>.</summary>
public sealed class SecretsOptions : IValidatableObject
{
    public const string Section = "Secrets";

    /// <summary>The start of every new secret, before an underscore. Secret scanners recognize the secrets of this service by it.</summary>
    /// <value>2 to 16 lower-case letters and digits; <c>apiacc</c> by default.</value>
    [AllowedText("^[a-z0-9]{2,16}$", "2 to 16 lower-case letters and digits")]
    public string Prefix { get; set; } = "apiacc";

    /// <summary>
    /// The keys that hash secrets, by number: <c>Secrets__Peppers__1</c>. The highest number signs; the others still verify.
    /// If you remove a key, the credentials hashed with it stop working.
    /// </summary>
    /// <value>Base64 of at least 32 random bytes each. There is no default.</value>
    public Dictionary<string, string> Peppers { get; } = [];

    /// <summary>The number of the key that signs and encrypts.</summary>
    internal string NewestKeyId =>
        NumberedKeys.Highest(Peppers.Keys) ?? throw new InvalidOperationException("Secrets__Peppers__1 is not set.");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => NumberedKeys.Check("Secrets__Peppers", Peppers);
}

[OptionsValidator]
internal sealed partial class SecretsOptionsValidator : IValidateOptions<SecretsOptions>;
