using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A user in a list.</summary>
internal sealed record MarketoUserSummaryResponse(
    [property: JsonPropertyName("userid")] string UserName, string FirstName, string LastName, string EmailAddress, uint Id, bool ApiOnly)
{
    public static MarketoUserSummaryResponse Of(Operator user) =>
        new(user.UserName, user.FirstName, user.LastName, user.Email, user.Id.UserId, user.IsApiOnly);
}

/// <summary>
/// A user. <c>optedIn</c> and <c>failedDeviceCode</c>, which exist in the original only, have the values of a user without such activity.
/// </summary>
/// <param name="FailedLogins">The number of consecutive wrong passwords.</param>
/// <param name="IsLocked">Whether the status is locked, or the user name is locked after too many wrong passwords.</param>
/// <param name="LastLoginAt">The last sign-in with a password; null for none.</param>
internal sealed record MarketoUserResponse(
    [property: JsonPropertyName("userid")] string UserName,
    string FirstName,
    string LastName,
    string EmailAddress,
    bool OptedIn,
    int FailedLogins,
    int FailedDeviceCode,
    bool IsLocked,
    string? LockedReason,
    uint Id,
    bool ApiOnly,
    IReadOnlyList<MarketoRoleWorkspaceResponse> UserRoleWorkspaces,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastLoginAt)
{
    public static MarketoUserResponse Of(Operator user, SignInState signIn, IReadOnlyList<Role> roles) => new(
        user.UserName,
        user.FirstName,
        user.LastName,
        user.Email,
        OptedIn: false,
        signIn.Failures,
        FailedDeviceCode: 0,
        user.Status == OperatorStatus.Locked || signIn.IsLocked,
        user.Status == OperatorStatus.Locked ? "Locked by an administrator" : signIn.IsLocked ? "Too many wrong passwords" : null,
        user.Id.UserId,
        user.IsApiOnly,
        MarketoRoleWorkspaceResponse.Of(user.HeldRoles, roles),
        user.ExpiresAt,
        user.LastSignInAt);
}
