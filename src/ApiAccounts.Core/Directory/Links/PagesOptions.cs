using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Directory.Invitations;

namespace ApiAccounts.Core.Directory.Links;

/// <summary>
/// The pages that mailed links lead to: the settings <c>Pages__…</c>. A link has its token in the fragment, which no server sees.
/// </summary>
public sealed class PagesOptions : IValidatableObject
{
    public const string Section = "Pages";

    /// <summary>The page on which an e-mail address is confirmed; this app has one at <c>/email-confirmation</c>.</summary>
    /// <value>An absolute address without a fragment. By default <c>email-confirmation</c> beside <c>Invitations__Page</c>.</value>
    public string? EmailConfirmation { get; set; }

    /// <summary>The page on which a forgotten password is replaced; this app has one at <c>/reset-password</c>.</summary>
    /// <value>An absolute address without a fragment. By default <c>reset-password</c> beside <c>Invitations__Page</c>.</value>
    public string? ResetPassword { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EmailConfirmation is { } page && !IsAddress(page))
        {
            yield return new(
                "Pages__EmailConfirmation must be an address such as https://accounts.example.com/email-confirmation; "
                + $"it is '{page}'.");
        }
        if (ResetPassword is { } reset && !IsAddress(reset))
        {
            yield return new(
                $"Pages__ResetPassword must be an address such as https://accounts.example.com/reset-password; it is '{reset}'.");
        }
    }

    /// <summary>Whether a text is an absolute address to which the fragment with a token can be added.</summary>
    internal static bool IsAddress(string page) =>
        Uri.TryCreate(page, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Fragment: "", UserInfo: "" } && !page.Contains('#', StringComparison.Ordinal) && !page.Any(char.IsWhiteSpace);
}

/// <summary>The addresses of the pages.</summary>
public sealed class MailedPages(IOptions<PagesOptions> options, IOptions<InvitationsOptions> invitations)
{
    /// <returns>Null if neither this page nor that of invitations is set.</returns>
    public string? EmailConfirmation => options.Value.EmailConfirmation ?? BesideInvitations("email-confirmation");

    /// <inheritdoc cref="EmailConfirmation"/>
    public string? ResetPassword => options.Value.ResetPassword ?? BesideInvitations("reset-password");

    private string? BesideInvitations(string page) =>
        invitations.Value.Page is { } invitation ? new Uri(new Uri(invitation), page).AbsoluteUri : null;
}

[OptionsValidator]
internal sealed partial class PagesOptionsValidator : IValidateOptions<PagesOptions>;
