using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A pending invitation.</summary>
/// <param name="Status">Always <c>pending</c>.</param>
/// <param name="ExpiresAt">When the access of the user expires; null for never.</param>
/// <param name="InvitationExpiresAt">When the link expires.</param>
internal sealed record MarketoInvitationResponse(
    [property: JsonPropertyName("userid")] string UserName,
    string FirstName,
    string LastName,
    string EmailAddress,
    uint Id,
    bool ApiOnly,
    string Status,
    string? Reason,
    IReadOnlyList<MarketoRoleWorkspaceResponse> UserRoleWorkspaces,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? InvitedAt,
    DateTimeOffset? InvitationExpiresAt)
{
    public static MarketoInvitationResponse Of(Operator invited, IReadOnlyList<Role> roles) => new(
        invited.UserName,
        invited.FirstName,
        invited.LastName,
        invited.Email,
        invited.Id.UserId,
        invited.IsApiOnly,
        "pending",
        invited.InvitationReason,
        MarketoRoleWorkspaceResponse.Of(invited.HeldRoles, roles),
        invited.ExpiresAt,
        invited.InvitedAt,
        invited.InvitationEndsAt);
}
