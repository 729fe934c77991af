using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Http;

namespace ApiAccounts.Functions.Dialects.V1.Invitations;

/// <summary>An operator that was invited.</summary>
/// <param name="Status"><c>invited</c>; <c>active</c> for one that is API-only, which need not accept.</param>
/// <param name="InvitationEndsAt">Null for one that need not accept.</param>
internal sealed record V1InvitationResponse(
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
    IReadOnlyList<V1RoleAssignmentResponse> Roles)
{
    /// <summary>Whether a mail with a link is on its way; left out where none could have been.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Mailed { get; init; }

    public static V1InvitationResponse Of(Operator invited) => new(
        invited.Id.ToString(),
        invited.Id.UserId,
        invited.UserName,
        invited.Email,
        invited.FirstName,
        invited.LastName,
        invited.IsApiOnly,
        Choices.Text(invited.Status),
        invited.InvitationReason,
        invited.ExpiresAt,
        invited.InvitedAt,
        invited.InvitationEndsAt,
        [.. invited.HeldRoles.Select(V1RoleAssignmentResponse.Of)]);
}

/// <param name="WorkspaceId">0 for all workspaces.</param>
internal sealed record V1RoleAssignmentResponse(uint RoleId, uint WorkspaceId)
{
    public static V1RoleAssignmentResponse Of(RoleAssignment held) => new(held.Role, held.Workspace);
}

/// <summary>Who accepted.</summary>
internal sealed record V1AcceptedInvitationResponse(string OperatorId, string UserName);
