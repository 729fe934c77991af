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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
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
