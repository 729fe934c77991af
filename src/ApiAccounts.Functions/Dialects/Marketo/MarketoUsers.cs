using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>Finds users by the names in paths, and builds the responses about them.</summary>
public sealed class MarketoUsers(FindOperatorByName find, ListRoles roles, SignInAttempts attempts)
{
    /// <summary>Finds the user that a path names; a user with a pending invitation is not found.</summary>
    public Task<Result<Operator>> UserAsync(
        Caller caller, HttpRequest request, string userName, CancellationToken cancellationToken) =>
        find.ExecuteAsync(caller, PathSegment.Decode(request, userName), cancellationToken)
            .Then(user => user.Status == OperatorStatus.Invited ? Error.NotFound("user") : Result.Of(user));

    /// <summary>Finds the user that a path names, if its invitation is pending.</summary>
    public Task<Result<Operator>> InvitedAsync(
        Caller caller, HttpRequest request, string userName, CancellationToken cancellationToken) =>
        find.ExecuteAsync(caller, PathSegment.Decode(request, userName), cancellationToken)
            .Then(user => user.Status == OperatorStatus.Invited ? Result.Of(user) : Error.NotFound("invitation"));

    internal async Task<Result<MarketoUserResponse>> ShowAsync(Caller caller, Operator user, CancellationToken cancellationToken)
    {
        var signIn = await attempts.StateOfAsync(user.LoginKey, cancellationToken);
        return (await roles.ExecuteAsync(caller, cancellationToken)).TryGet(out var all, out var error)
            ? MarketoUserResponse.Of(user, signIn, all)
            : error;
    }

    internal Task<Result<MarketoInvitationResponse>> ShowInvitationAsync(
        Caller caller, Operator invited, CancellationToken cancellationToken) =>
        roles.ExecuteAsync(caller, cancellationToken)
            .Then(all => Result.Of(MarketoInvitationResponse.Of(invited, all)));

    internal Task<Result<IReadOnlyList<MarketoRoleWorkspaceResponse>>> ShowRolesAsync(
        Caller caller, Operator user, CancellationToken cancellationToken) =>
        roles.ExecuteAsync(caller, cancellationToken)
            .Then(all => Result.Of<IReadOnlyList<MarketoRoleWorkspaceResponse>>(MarketoRoleWorkspaceResponse.Of(user.HeldRoles, all)));
}
