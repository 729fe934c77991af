using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Directory.Links;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>The page that invitation links lead to: the settings <c>Invitations__…</c>.</summary>
public sealed class InvitationsOptions : IValidatableObject
{
    public const string Section = "Invitations";

    /// <summary>
    /// The page on which an invitation is accepted; this app has one at <c>/invitation</c>. The link has the token in its fragment,
    /// which no server sees.
    /// </summary>
    /// <value>An absolute address without a fragment. Not set by default: only API-only operators can be invited.</value>
    public string? Page { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Page is { } page && !PagesOptions.IsAddress(page))
            yield return new($"Invitations__Page must be an address such as https://accounts.example.com/invitation; it is '{page}'.");
    }
}

[OptionsValidator]
internal sealed partial class InvitationsOptionsValidator : IValidateOptions<InvitationsOptions>;
