using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;

namespace ApiAccounts.Core.Sessions;

/// <summary>Changes the caller's password, which ends all its sessions, and begins a new one, so that it need not sign in again.</summary>
public sealed class ChangePasswordInConsole(
    UpdatePassword update, IOperatorStore operators, OperatorGrants grants, BeginConsoleSession begin)
{
    /// <summary>For <see cref="UpdatePassword"/>, whose callers name the current password otherwise.</summary>
    private const string CurrentPasswordTarget = "currentPassword";

    public async Task<Result<BegunConsoleSession>> ExecuteAsync(
        Caller caller, string currentPassword, string newPassword, CancellationToken cancellationToken)
    {
        var updating = update.ExecuteAsync(caller, currentPassword, newPassword, cancellationToken);
        if (!(await updating).TryGet(out _, out var refusal))
            return refusal == UpdatePassword.WrongPassword ? CurrentPassword.Wrong with { Target = CurrentPasswordTarget } : refusal;
        if (await operators.FindCompleteAsync(caller.Operator, cancellationToken) is not { Value: var changed })
            return Error.NotFound("operator");
        var current = caller with { MustChangePassword = false, Grants = await grants.OfAsync(changed, cancellationToken) };
        return await begin.ExecuteAsync(current, changed, cancellationToken);
    }
}
