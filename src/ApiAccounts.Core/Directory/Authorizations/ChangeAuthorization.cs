using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>Grants or withdraws an authorization of an operator.</summary>
public sealed class ChangeAuthorization(IOperatorStore store, IGainsOfRights gains, AuditEntries audit)
{
    /// <summary>Granting an existing authorization succeeds, so that a request can be repeated. Withdrawing a missing one fails.</summary>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, AccountId id, OperatorAuthorization authorization, bool isGranted, CancellationToken cancellationToken)
    {
        if (Rights.ToManageRightsOf(caller, id) is { } refusal) return refusal;
        return isGranted ? await gains.TellAsync(caller, [id], ChangeAsync, cancellationToken) : await ChangeAsync();

        Task<Result<Unit>> ChangeAsync() => this.ChangeAsync(caller, id, authorization, isGranted, cancellationToken);
    }

    private async Task<Result<Unit>> ChangeAsync(
        Caller caller, AccountId id, OperatorAuthorization authorization, bool isGranted, CancellationToken cancellationToken)
    {
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (current.Value.Has(authorization) == isGranted) return isGranted ? new Unit() : Error.NotFound("authorization");
            var changed = current.Value.With(authorization, isGranted);
            if (!(await store.CountAsync(caller, current.Value, changed, cancellationToken)).TryGet(out var partner, out var last))
                return last;

            var action = isGranted ? AuditAction.AuthorizationGranted : AuditAction.AuthorizationWithdrawn;
            var entry = audit.New(
                action,
                id,
                caller,
                isGranted
                    ? AuditChange.Set("authorization", authorization.ToString())
                    : AuditChange.Removed("authorization", authorization.ToString()));
            return await store.ChangeAsync(current with { Value = changed }, partner, entry, cancellationToken) ? new Unit() : null;
        });
    }
}
