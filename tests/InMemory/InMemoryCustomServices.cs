using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Reports;

namespace ApiAccounts.Testing.InMemory;

/// <summary>Custom services in memory.</summary>
/// <param name="gate">What <see cref="Rows"/> are locked with.</param>
internal sealed class InMemoryCustomServices(InMemoryAudit audits, Lock gate, Action<StoredUsage> keepPast) : ICustomServiceStore
{
    public VersionedRows<AccountId, CustomService> Rows { get; } = new();

    public Task<Versioned<CustomService>?> FindAsync(AccountId id, CancellationToken cancellationToken) => Do(() => Rows.Find(id));

    public IAsyncEnumerable<CustomService> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        List(service =>
            service.Id.Pid == operatorId.Pid && service.Id.UserId == operatorId.UserId && service.Id.Bucket == operatorId.Bucket);

    public IAsyncEnumerable<CustomService> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        List(service => service.Id.Pid == pid && service.Id.Bucket == bucket);

    public Task AddAsync(CustomService service, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, Rows.TryAdd(service.Id, service))
            ? true
            : throw new InvalidOperationException($"The custom service {service.Id} exists already."));

    public Task<bool> ChangeAsync(
        AccountId id, CustomServiceSettings settings, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, Rows.Find(id) is { } found && Rows.TryReplace(id, found.Value.With(settings), found.Version)));

    public Task<bool> RotateAsync(Versioned<CustomService> rotated, AuditEntry audit, CancellationToken cancellationToken) =>
        Do(() => TryReplace(rotated, audit, found => found with
        {
            SecretHash = rotated.Value.SecretHash,
            SecretVersion = rotated.Value.SecretVersion,
            TokenIssuedAt = rotated.Value.TokenIssuedAt,
            PreviousSecret = rotated.Value.PreviousSecret,
            Ceiling = rotated.Value.Ceiling,
            PreviousTokenIssuedAt = rotated.Value.PreviousTokenIssuedAt,
        }));

    public Task<bool> IssueTokenAsync(Versioned<CustomService> issued, AuditEntry audit, CancellationToken cancellationToken) =>
        Do(() => TryReplace(issued, audit, found => found with
        {
            TokenIssuedAt = issued.Value.TokenIssuedAt,
            PreviousTokenIssuedAt = issued.Value.PreviousTokenIssuedAt,
        }));

    public Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, Rows.Find(id) is { } found && Remove(found)));

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) => Do(() =>
    {
        var gone = Rows.Rows.Where(row => row.Value.OperatorId == operatorId).ToList();
        return gone.Count(row => Rows.TryRemove(row.Value.Id, row.Version));
    });

    private bool Remove(Versioned<CustomService> removed)
    {
        var usage = removed.Value.Usage;
        keepPast(new(removed.Value.OperatorId, usage.Hours, usage.Errors, usage.OtherErrors));
        return Rows.TryRemove(removed.Value.Id, removed.Version);
    }

    public IAsyncEnumerable<CustomService> List(Func<CustomService, bool> filter)
    {
        lock (gate)
        {
            return Rows.Values.Where(filter)
                .OrderBy(service => service.Id.UserId).ThenBy(service => service.Id.Random)
                .ToList().ToAsyncEnumerable();
        }
    }

    private bool TryReplace(Versioned<CustomService> written, AuditEntry audit, Func<CustomService, CustomService> change) =>
        audits.Add(
            audit, Rows.Find(written.Value.Id) is { } found && Rows.TryReplace(found.Value.Id, change(found.Value), written.Version));

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
