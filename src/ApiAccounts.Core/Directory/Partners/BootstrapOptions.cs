using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Directory.Passwords;

namespace ApiAccounts.Core.Directory.Partners;

/// <summary>The first partner and its administrator, created if there is none: the settings <c>Bootstrap__…</c>.</summary>
public sealed class BootstrapOptions : IValidatableObject
{
    public const string Section = "Bootstrap";

    /// <value><c>First partner</c> by default.</value>
    public string PartnerName { get; set; } = "First partner";

    /// <summary>The user name and e-mail address of the first administrator.</summary>
    /// <value>Not set by default: no administrator is created.</value>
    public string? AdminEmail { get; set; }

    /// <value>A password that meets the password rules; needed with <see cref="AdminEmail"/>.</value>
    public string? AdminPassword { get; set; }

    /// <summary>
    /// An operator to let in again: its user name, a colon, and a value that is another than at the last time, such as
    /// <c>ada@example.com:3</c>. It becomes an active administrator with <see cref="RecoverPassword"/>, once for each value.
    /// </summary>
    /// <value>Not set by default.</value>
    public string? RecoverAdmin { get; set; }

    /// <summary>The temporary password of the operator that is let in again.</summary>
    /// <value>A password that meets the password rules; needed with <see cref="RecoverAdmin"/>.</value>
    public string? RecoverPassword { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. ValidateFirst(), .. ValidateRecovery()];

    private IEnumerable<ValidationResult> ValidateRecovery()
    {
        if (RecoverAdmin is null) yield break;
        if (RecoverAdmin.LastIndexOf(':') is var colon && (colon < 1 || colon == RecoverAdmin.Length - 1))
        {
            yield return new(
                "Bootstrap__RecoverAdmin must be a user name, a colon and a new value, such as ada@example.com:3; "
                + $"it is '{RecoverAdmin}'.");
        }
        else if (RecoverPassword is null)
            yield return new("Bootstrap__RecoverPassword is not set; Bootstrap__RecoverAdmin requires it.");
        else if (PasswordRules.Check(RecoverPassword, RecoverAdmin[..colon]) is { } fault)
            yield return new($"Bootstrap__RecoverPassword is not allowed: {fault.Message}");
    }

    private IEnumerable<ValidationResult> ValidateFirst()
    {
        if (AdminEmail is null) yield break;
        if (!EmailAddress.IsValid(AdminEmail))
        {
            yield return new(
                $"Bootstrap__AdminEmail must be an e-mail address of at most {EmailAddress.MaxLength} characters; "
                + $"it is '{AdminEmail}'.");
        }
        if (AdminPassword is null)
            yield return new("Bootstrap__AdminPassword is not set; Bootstrap__AdminEmail requires it.");
        else if (PasswordRules.Check(
            AdminPassword, AdminEmail, BootstrapFirstPartner.FirstName, BootstrapFirstPartner.LastName) is { } fault)
            yield return new($"Bootstrap__AdminPassword is not allowed: {fault.Message}");
    }
}

[OptionsValidator]
internal sealed partial class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>;
