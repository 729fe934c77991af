using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Functions.Dialects.V1.Invitations;

namespace ApiAccounts.Functions.Dialects.V1.Operators;

/// <summary>An operator in the form of the native routes.</summary>
/// <param name="UserId">Its number in the Audience Manager dialect.</param>
/// <param name="Status"><c>active</c>, <c>inactive</c>, <c>locked</c>, <c>invited</c> or <c>expired</c>.</param>
/// <param name="ExpiresAt">When its access expires; null for never.</param>
/// <param name="Groups">The numbers of its groups.</param>
internal sealed record V1OperatorResponse(
    string OperatorId,
    uint UserId,
    string UserName,
    string Email,
    string FirstName,
    string LastName,
    string Status,
    bool IsAdministrator,
    bool ApiOnly,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    V1LastLoginResponse LastLogin,
    IReadOnlyList<uint> Groups,
    IReadOnlyList<V1RoleAssignmentResponse> Roles)
{
    private const string Expired = "expired";

    public static V1OperatorResponse Of(Operator of, DateTimeOffset now) => new(
        of.Id.ToString(),
        of.Id.UserId,
        of.UserName,
        of.Email,
        of.FirstName,
        of.LastName,
        of.Status == OperatorStatus.Active && !of.MayActAt(now) ? Expired : Choices.Text(of.Status),
        of.IsAdministrator,
        of.IsApiOnly,
        of.CreatedAt,
        of.ExpiresAt,
        V1LastLoginResponse.Of(of, now),
        of.Groups,
        [.. of.HeldRoles.Select(V1RoleAssignmentResponse.Of)]);
}

/// <param name="Status"><c>signedIn</c>, <c>invited</c>, <c>invitationExpired</c> or <c>none</c>.</param>
/// <param name="At">The last sign-in with a password; null unless the status is <c>signedIn</c>.</param>
internal sealed record V1LastLoginResponse(string Status, DateTimeOffset? At)
{
    public static V1LastLoginResponse Of(Operator of, DateTimeOffset now) => of switch
    {
        { Status: OperatorStatus.Invited } => new(now < of.InvitationEndsAt ? "invited" : "invitationExpired", null),
        { LastSignInAt: { } at } => new("signedIn", at),
        _ => new("none", null),
    };
}
