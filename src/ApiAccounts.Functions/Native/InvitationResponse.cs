using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Native;

/// <summary>An operator that was invited.</summary>
/// <param name="Status"><c>invited</c>; <c>active</c> for one that is API-only, which need not accept.</param>
/// <param name="InvitationEndsAt">Null for one that need not accept.</param>
internal sealed record InvitationResponse(
    string OperatorId,
    uint UserId,
    string UserName,
    string Email,
    string FirstName,
    string LastName,
    bool ApiOnly,
    string Status,
    string? Reason,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? InvitedAt,
    DateTimeOffset? InvitationEndsAt,
    IReadOnlyList<RoleAssignmentResponse> Roles)
{
    /// <summary>Whether a mail with a link is on its way; left out where none could have been.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Mailed { get; init; }

    public static InvitationResponse Of(Operator invited) => new(
        invited.Id.ToString(),
        invited.Id.UserId,
        invited.UserName,
        invited.Email,
        invited.FirstName,
        invited.LastName,
        invited.IsApiOnly,
        NativeChoice.Text(invited.Status),
        invited.InvitationReason,
        invited.ExpiresAt,
        invited.InvitedAt,
        invited.InvitationEndsAt,
        [.. invited.HeldRoles.Select(RoleAssignmentResponse.Of)]);
}

/// <param name="WorkspaceId">0 for all workspaces.</param>
internal sealed record RoleAssignmentResponse(uint RoleId, uint WorkspaceId)
{
    public static RoleAssignmentResponse Of(RoleAssignment held) => new(held.Role, held.Workspace);
}

/// <summary>Who accepted.</summary>
internal sealed record AcceptedInvitationResponse(string OperatorId, string UserName);
