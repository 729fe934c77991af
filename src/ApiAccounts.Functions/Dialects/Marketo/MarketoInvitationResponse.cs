using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A pending invitation.</summary>
/// <param name="Status">Always <c>pending</c>.</param>
/// <param name="SubscriptionId">The number of the partner.</param>
/// <param name="UpdatedAt">When the invitation was first sent.</param>
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
    uint SubscriptionId,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset? ExpiresAt,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset CreatedAt,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset UpdatedAt,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset? InvitedAt,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset? InvitationExpiresAt)
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
        invited.Id.Pid,
        invited.ExpiresAt,
        invited.CreatedAt,
        invited.InvitedAt ?? invited.CreatedAt,
        invited.InvitedAt,
        invited.InvitationEndsAt);
}
