using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.V1.Invitations;

/// <summary>An invited operator.</summary>
/// <param name="Status"><c>invited</c>; <c>active</c> for an API-only operator, which need not accept.</param>
/// <param name="InvitationEndsAt">When the invitation expires; null for an API-only operator.</param>
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
    /// <summary>Whether the request enqueued a mail with a link; absent in responses to requests that never send one.</summary>
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
    public static V1RoleAssignmentResponse Of(RoleAssignment assignment) => new(assignment.Role, assignment.Workspace);
}

/// <summary>The operator that accepted its invitation.</summary>
internal sealed record V1AcceptedInvitationResponse(string OperatorId, string UserName);
