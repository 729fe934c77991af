using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>
/// Deletes an operator. All that it owns stops working at once, because nothing works without its operator. The rows are purged
/// later (<c>PurgeOperator</c>). Its user name is released.
/// </summary>
public sealed class DeleteOperator(IOperatorStore store, OperatorGrants grants, EnqueueDeletedOperators enqueue, AuditEntries audit)
{
    private static readonly Error OwnOperator = new(ErrorKind.Forbidden, "own_operator", "An operator cannot delete itself.");

    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageOperator(caller, id) is { } refusal) return refusal;
        if (id == caller.Operator) return OwnOperator;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } tooMuch) return tooMuch;
            if (!(await store.CountAsync(caller, current.Value, changed: null, cancellationToken)).TryGet(out var partner, out var last))
                return last;

            var entry = Entry(audit, AuditAction.OperatorDeleted, current.Value, caller);
            return await enqueue.AroundAsync(
                [id], () => store.DeleteAsync(current, partner, entry, cancellationToken), cancellationToken) ? new Unit() : null;
        });
    }

    internal static AuditEntry Entry(AuditEntries audit, AuditAction action, Operator deleted, Caller? caller) =>
        audit.New(
            action,
            deleted.Id,
            caller,
            AuditChange.Removed("fullName", deleted.FullName),
            AuditChange.Removed("userName", deleted.UserName));
}
