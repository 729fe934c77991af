using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Tokens;

/// <summary>The keys that sign tokens and the lifetimes of tokens: the settings <c>Tokens__…</c>.</summary>
public sealed class TokensOptions : IValidatableObject
{
    public const string Section = "Tokens";

    /// <summary>
    /// The keys that sign tokens, by number: <c>Tokens__SigningKeys__1</c>. The highest number signs; the others still verify, so a new
    /// key forces nobody to sign in again. If you remove a key, the tokens signed with it stop working.
    /// </summary>
    /// <value>Base64 of at least 32 random bytes each. There is no default.</value>
    public Dictionary<string, string> SigningKeys { get; } = [];

    /// <summary>The lifetime of an access token.</summary>
    /// <value>00:01:00 to 1.00:00:00; 01:00:00 by default.</value>
    [AllowedRange("00:01:00", "1.00:00:00")]
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The lifetime of a sign-in's refresh tokens, regardless of how often they are used.</summary>
    /// <value>00:05:00 to 365.00:00:00; 30.00:00:00 by default.</value>
    [AllowedRange("00:05:00", "365.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether operators can sign in through the client <c>console</c>, which has no secret, and to the web console.</summary>
    /// <value>true or false; true by default.</value>
    public bool AllowConsole { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        NumberedKeys.Check("Tokens__SigningKeys", SigningKeys);
}

[OptionsValidator]
internal sealed partial class TokensOptionsValidator : IValidateOptions<TokensOptions>;
