using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Warnings behind which the process can die: right after one that was kept, the caller hears no more.</summary>
internal sealed class CrashingExpiryWarnings(IExpiryWarnings inner) : IExpiryWarnings
{
    private readonly Lock gate = new();

    /// <summary>Whether the process dies after the next one, once.</summary>
    public bool Dies { get; set; }

    public List<AuditEntry> Audit { get; } = [];

    public Task<Stored<int>?> FindAsync(Deadline deadline, CancellationToken cancellationToken) => inner.FindAsync(deadline, cancellationToken);

    public async Task<bool> WarnAsync(
        Deadline deadline, int days, Stored<int>? last, SealedMail mail, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (!await inner.WarnAsync(deadline, days, last, mail, audit, cancellationToken)) return false;
        lock (gate) Audit.Add(audit);
        if (!Dies) return true;
        Dies = false;
        throw new ProcessDiedException();
    }

    public Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken) => inner.RemoveAsync(deadline, cancellationToken);
}
