using ApiAccounts.Core.Access;
using ApiAccounts.Core.Groups;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Operators;

/// <summary>Signs an operator in with its user name and password.</summary>
public sealed class SignInOperator(IOperatorStore store, IGroupStore groups, PasswordHashing passwords, CreateOperator create, TimeProvider clock)
{
    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>
    /// <see cref="Error.Unauthenticated"/> for an unknown name, a wrong password, a temporary one that has ended, and an operator that is not
    /// active, is API-only or may only use single sign-on: none can be told from the others, by the answer or by the time it takes.
    /// </returns>
    public async Task<Result<Caller>> ExecuteAsync(string userName, string password, string? address, CancellationToken cancellationToken)
    {
        var found = await FindAsync(userName, cancellationToken);
        if (!(await passwords.VerifyAsync(password, found?.Value.PasswordHash, cancellationToken)).TryGet(out var verified, out var busy)) return busy;
        if (found is null || verified == PasswordVerificationResult.Failed) return Error.Unauthenticated;

        var @operator = found.Value;
        if (@operator.Status == OperatorStatus.Pending)
        {
            if (!(await create.CompleteAsync(@operator, caller: null, cancellationToken)).TryGet(out var completed, out _)) return Error.Unauthenticated;
            @operator = completed;
        }
        if (!@operator.MayActAt(clock.GetUtcNow()) || !@operator.MayUsePasswordAt(clock.GetUtcNow())) return Error.Unauthenticated;

        if (verified == PasswordVerificationResult.SuccessRehashNeeded
            && (await passwords.HashAsync(password, cancellationToken)).TryGet(out var hash, out _))
            await store.RehashPasswordAsync(found, hash, cancellationToken);
        return new Caller(@operator.Id, @operator.FullName, await groups.GrantsOfAsync(@operator, cancellationToken), Address: address);
    }

    private async Task<Stored<Operator>?> FindAsync(string userName, CancellationToken cancellationToken) =>
        LoginName.Normalise(userName) is { Length: > 0 } normalised
            ? await store.FindHolderAsync(LoginName.KeyOf(normalised), cancellationToken)
            : null;
}
