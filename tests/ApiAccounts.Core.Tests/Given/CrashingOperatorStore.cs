using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>
/// A store that counts its calls, and behind which the process can die: right after a write it has done, the caller hears no more.
/// </summary>
internal sealed class CrashingOperatorStore(IOperatorStore inner) : IOperatorStore
{
    private int calls;

    /// <summary>The write after which the process dies, once: AddPending, ClaimLogin, Activate, Change or Delete.</summary>
    public string? DiesAfter { get; set; }

    /// <summary>What someone else does just before the next write of that name, once.</summary>
    public (string Step, Func<Task> Action)? Before { get; set; }

    /// <summary>What someone else does just after the next write of that name, once.</summary>
    public (string Step, Func<Task> Action)? After { get; set; }

    public int Calls => calls;

    public List<AuditEntry> Audit { get; } = [];

    public Task<Stored<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken) =>
        Counted(() => inner.FindPartnerAsync(pid, cancellationToken));

    public Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken) =>
        Counted(() => inner.AddPartnerAsync(partner, cancellationToken));

    public Task<Stored<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken) =>
        Counted(() => inner.FindAsync(pid, userId, cancellationToken));

    public IAsyncEnumerable<Stored<Operator>> ListAsync(uint pid, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        return inner.ListAsync(pid, cancellationToken);
    }

    public Task<Stored<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken) =>
        Counted(() => inner.FindLoginAsync(loginKey, cancellationToken));

    public Task<bool> AddPendingAsync(Stored<Partner> partner, Operator pending, CancellationToken cancellationToken) =>
        Mortal("AddPending", () => inner.AddPendingAsync(partner, pending, cancellationToken));

    public Task<bool> ClaimLoginAsync(string loginKey, Login login, Stored<Login>? replaced, CancellationToken cancellationToken) =>
        Mortal("ClaimLogin", () => inner.ClaimLoginAsync(loginKey, login, replaced, cancellationToken));

    public Task<bool> WriteAsync(OperatorWrite write, CancellationToken cancellationToken) =>
        Mortal(write.IsMade ? "Activate" : "Change", () => inner.WriteAsync(write, cancellationToken), write.Audit);

    public Task RehashPasswordAsync(Stored<Operator> @operator, string passwordHash, CancellationToken cancellationToken) =>
        Counted(async () =>
        {
            await inner.RehashPasswordAsync(@operator, passwordHash, cancellationToken);
            return true;
        });

    public Task RecordSignInAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken) =>
        Counted(async () =>
        {
            await inner.RecordSignInAsync(id, time, cancellationToken);
            return true;
        });

    public Task RemovePendingAsync(Stored<Operator> pending, CancellationToken cancellationToken) =>
        Counted(async () =>
        {
            await inner.RemovePendingAsync(pending, cancellationToken);
            return true;
        });

    public Task<bool> DeleteAsync(Stored<Operator> deleted, Stored<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) =>
        Mortal("Delete", () => inner.DeleteAsync(deleted, partner, audit, cancellationToken), audit);

    public Task<bool> DeleteAllAsync(IReadOnlyList<OperatorDeletion> deletions, Stored<Partner>? partner, CancellationToken cancellationToken) =>
        Mortal("Delete", async () =>
        {
            var isDone = await inner.DeleteAllAsync(deletions, partner, cancellationToken);
            if (isDone) Audit.AddRange(deletions.Select(deletion => deletion.Audit));
            return isDone;
        });

    public Task<bool> TouchAsync(Stored<Operator> @operator, CancellationToken cancellationToken) =>
        Counted(() => inner.TouchAsync(@operator, cancellationToken));

    public Task RemoveLoginAsync(string loginKey, Stored<Login> login, CancellationToken cancellationToken) =>
        Mortal("RemoveLogin", async () =>
        {
            await inner.RemoveLoginAsync(loginKey, login, cancellationToken);
            return true;
        });

    private Task<bool> Mortal(string step, Func<Task<bool>> call, AuditEntry audit) => Mortal(step, async () =>
    {
        var isDone = await call();
        if (isDone) Audit.Add(audit);
        return isDone;
    });

    private Task<T> Counted<T>(Func<Task<T>> call)
    {
        Interlocked.Increment(ref calls);
        return call();
    }

    private async Task<bool> Mortal(string step, Func<Task<bool>> call)
    {
        if (Before is { } before && before.Step == step)
        {
            Before = null;
            await before.Action();
        }
        var isDone = await Counted(call);
        if (isDone && After is { } after && after.Step == step)
        {
            After = null;
            await after.Action();
        }
        if (!isDone || DiesAfter != step) return isDone;
        DiesAfter = null;
        throw new ProcessDiedException();
    }
}

internal sealed class ProcessDiedException : Exception;
