using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>A store that counts its calls, and in which a test can make something happen before a token is issued.</summary>
internal sealed class WatchedServiceStore(ICustomServiceStore inner) : ICustomServiceStore
{
    public int Calls { get; private set; }

    /// <summary>Called once, before the next token is issued.</summary>
    public Func<Task>? BeforeIssue { get; set; }

    public Task<Stored<CustomService>?> FindAsync(AccountId id, CancellationToken cancellationToken) => Counted().FindAsync(id, cancellationToken);

    public IAsyncEnumerable<CustomService> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        Counted().ListOfOperatorAsync(operatorId, cancellationToken);

    public IAsyncEnumerable<CustomService> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        Counted().ListOfPartnerAsync(pid, bucket, cancellationToken);

    public Task AddAsync(CustomService service, AuditEntry audit, CancellationToken cancellationToken) => Counted().AddAsync(service, audit, cancellationToken);

    public Task<bool> ChangeAsync(AccountId id, CustomServiceSettings settings, AuditEntry audit, CancellationToken cancellationToken) =>
        Counted().ChangeAsync(id, settings, audit, cancellationToken);

    public Task<bool> RotateAsync(Stored<CustomService> rotated, AuditEntry audit, CancellationToken cancellationToken) =>
        Counted().RotateAsync(rotated, audit, cancellationToken);

    public async Task<bool> IssueTokenAsync(Stored<CustomService> issued, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (BeforeIssue is { } before)
        {
            BeforeIssue = null;
            await before();
        }
        return await Counted().IssueTokenAsync(issued, audit, cancellationToken);
    }

    public Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken) => Counted().DeleteAsync(id, audit, cancellationToken);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        Counted().PurgeOfOperatorAsync(operatorId, cancellationToken);

    private ICustomServiceStore Counted()
    {
        Calls++;
        return inner;
    }
}
