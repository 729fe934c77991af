using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Marketo;

/// <summary>Users by their names, as they stand in paths, and all that is shown of one.</summary>
public sealed class MarketoUsers(FindOperatorByName find, ListRoles roles, SignInAttempts attempts)
{
    /// <summary>Does something with the user that a path names: one that has not accepted its invitation is none yet.</summary>
    public async Task<Result<T>> OnUserAsync<T>(
        Caller caller, string userName, Func<Operator, Task<Result<T>>> operation, CancellationToken cancellationToken)
    {
        if (!(await find.ExecuteAsync(caller, userName, cancellationToken)).TryGet(out var user, out var error)) return error;
        return user.Status == OperatorStatus.Invited ? Error.NotFound("user") : await operation(user);
    }

    /// <summary>Does something with the invited user that a path names, until it has accepted.</summary>
    public async Task<Result<T>> OnInvitedAsync<T>(
        Caller caller, string userName, Func<Operator, Task<Result<T>>> operation, CancellationToken cancellationToken) =>
        (await find.ExecuteAsync(caller, userName, cancellationToken)).TryGet(out var user, out var error) && user.Status == OperatorStatus.Invited
            ? await operation(user)
            : error ?? Error.NotFound("invitation");

    internal async Task<Result<UserResponse>> ShowAsync(Caller caller, Operator user, CancellationToken cancellationToken)
    {
        var signIn = await attempts.StateOfAsync(user.LoginKey, cancellationToken);
        return (await roles.ExecuteAsync(caller, cancellationToken)).TryGet(out var all, out var error) ? UserResponse.Of(user, signIn, all) : error;
    }

    internal async Task<Result<InvitationResponse>> ShowInvitationAsync(Caller caller, Operator invited, CancellationToken cancellationToken) =>
        (await roles.ExecuteAsync(caller, cancellationToken)).TryGet(out var all, out var error) ? InvitationResponse.Of(invited, all) : error;

    internal async Task<Result<IReadOnlyList<RoleWorkspaceResponse>>> ShowRolesAsync(Caller caller, Operator user, CancellationToken cancellationToken) =>
        (await roles.ExecuteAsync(caller, cancellationToken)).TryGet(out var all, out var error)
            ? RoleWorkspaceResponse.Of(user.HeldRoles, all)
            : error;
}
