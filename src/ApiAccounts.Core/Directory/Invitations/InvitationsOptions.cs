using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Where invitations lead: the settings <c>Invitations__…</c>.</summary>
public sealed class InvitationsOptions : IValidatableObject
{
    public const string Section = "Invitations";

    /// <summary>The page on which an invitation is accepted: this app has one at <c>/invitation</c>. What it needs comes in the fragment of the link, which no server sees.</summary>
    /// <value>An absolute address without a fragment. Not set unless set: then nobody can be invited who would get a mail.</value>
    public string? Page { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Page is { } page && !IsAddress(page))
            yield return new($"Invitations__Page is '{page}'; it may be an address as in https://accounts.example.com/invitation.");
    }

    private static bool IsAddress(string page) =>
        Uri.TryCreate(page, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Fragment: "", UserInfo: "" } && !page.Contains('#', StringComparison.Ordinal) && !page.Any(char.IsWhiteSpace);
}

[OptionsValidator]
internal sealed partial class InvitationsOptionsValidator : IValidateOptions<InvitationsOptions>;
