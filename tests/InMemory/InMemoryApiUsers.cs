using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Testing.InMemory;

/// <summary>API users in memory, and the usage of theirs, of custom services and of operators.</summary>
internal sealed class InMemoryApiUsers : IApiUserStore, IUsageStore, IUsageStatsStore, IOverviewStore
{
    private readonly InMemoryAudit audits;
    private readonly Lock gate = new();
    private readonly InMemoryOperatorStore operators;
    private readonly VersionedRows<AccountId, ApiUser> apiUsers = new();
    private readonly VersionedRows<AccountId, AccountUsage> signIns = new();
    private readonly HashSet<(int Bucket, SectionMarker Marker)> markers = [];

    public InMemoryApiUsers(InMemoryAudit audits, InMemoryOperatorStore operators)
    {
        this.audits = audits;
        this.operators = operators;
        Services = new(audits, gate, past.Add);
    }

    /// <summary>The usage of deleted API users and custom services.</summary>
    private readonly List<StoredUsage> past = [];

    /// <summary>Beside the API users, under the same lock.</summary>
    public InMemoryCustomServices Services { get; }

    public Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken) => Do(() => apiUsers.Find(id)?.Value);

    public Task<Versioned<ApiUser>?> FindVersionedAsync(AccountId id, CancellationToken cancellationToken) => Do(() => apiUsers.Find(id));

    public IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        List(apiUser => apiUser.Id.Pid == operatorId.Pid && apiUser.Id.UserId == operatorId.UserId);

    public IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        List(apiUser => apiUser.Id.Pid == pid && apiUser.Id.Bucket == bucket);

    public IAsyncEnumerable<AccountId> ListHoldersAsync(int bucket, CancellationToken cancellationToken) =>
        List(apiUser => apiUser.Id.Bucket == bucket).Select(apiUser => apiUser.OperatorId)
            .Concat(Services.List(service => service.Id.Bucket == bucket).Select(service => service.OperatorId))
            .Concat(SignIns(id => id.Bucket == bucket).Select(row => row.Key)).Distinct();

    public Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, apiUsers.TryAdd(apiUser.Id, apiUser))
            ? true
            : throw new InvalidOperationException($"The API user {apiUser.Id} exists already."));

    public Task<bool> ChangeDescriptionAsync(
        AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(
            audit,
            apiUsers.Find(id) is { } found && apiUsers.TryReplace(id, found.Value with { Description = description }, found.Version)));

    public Task<bool> ChangeAsync(AccountId id, ApiUserSettings settings, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, apiUsers.Find(id) is { } found && apiUsers.TryReplace(id, found.Value.With(settings), found.Version)));

    public Task<bool> RotateAsync(Versioned<ApiUser> rotated, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, apiUsers.Find(rotated.Value.Id) is { } found
        && apiUsers.TryReplace(
            rotated.Value.Id,
            found.Value with
            {
                SecretHash = rotated.Value.SecretHash,
                PreviousSecret = rotated.Value.PreviousSecret,
                Ceiling = rotated.Value.Ceiling,
            },
            rotated.Version)));

    public Task<int?> SaveAsync(IReadOnlyList<ApiUserChange> changes, CancellationToken cancellationToken) => Do<int?>(() =>
    {
        for (var i = 0; i < changes.Count; i++)
            if (changes[i].Added is null && apiUsers.Find(changes[i].Audit.Subject) is null) return i;

        foreach (var (added, audit) in changes)
        {
            if (added is null) Remove(apiUsers.Find(audit.Subject)!);
            else apiUsers.TryAdd(added.Id, added);
            audits.Add(audit, isDone: true);
        }
        return null;
    });

    public Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, apiUsers.Find(id) is { } found && Remove(found)));

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) => Do(() =>
    {
        var gone = apiUsers.Values.Where(apiUser => apiUser.OperatorId == operatorId).ToList();
        foreach (var apiUser in gone) apiUsers.TryRemove(apiUser.Id, apiUsers.Find(apiUser.Id)!.Version);
        return gone.Count;
    });

    public Task<IReadOnlyCollection<OverviewRow>> ReadAsync(
        OverviewScan scan, CancellationToken cancellationToken) => Do<IReadOnlyCollection<OverviewRow>>(() =>
    [
        .. from apiUser in apiUsers.Values
           where apiUser.Id.Pid == scan.Partner.Pid && scan.Operators.ContainsKey(apiUser.OperatorId)
           select OverviewRow.Of(apiUser, scan.Operators[apiUser.OperatorId], scan.Now, scan.TrackedSince),
    ]);

    public Task<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>> ReadAsync(
        int bucket, IReadOnlyCollection<AccountId> ids,
        CancellationToken cancellationToken) => Do<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>>(() => ids
            .Select(id => (Id: id, Row: FindUsage(id)))
            .Where(found => found.Row is not null)
            .ToDictionary(found => found.Id, found => found.Row!));

    public Task<UsageOutcome> ApplyAsync(
        int bucket, IReadOnlyList<SectionMarker> markers, IReadOnlyList<UsageUpdate> updates,
        CancellationToken cancellationToken) => Do(() =>
    {
        for (var i = 0; i < markers.Count; i++)
            if (this.markers.Contains((bucket, markers[i]))) return UsageOutcome.SectionAppliedBefore(i);
        if (updates.Any(update => FindUsage(update.Id)?.Version != update.Version)) return UsageOutcome.RowsChanged;

        foreach (var marker in markers) this.markers.Add((bucket, marker));
        foreach (var update in updates) Write(update);
        return UsageOutcome.Applied([.. updates.Select(update => FindUsage(update.Id)!.Version)]);
    });

    IAsyncEnumerable<StoredUsage> IUsageStatsStore.ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        ListUsage(id => id.Pid == operatorId.Pid && id.UserId == operatorId.UserId);

    IAsyncEnumerable<StoredUsage> IUsageStatsStore.ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        ListUsage(id => id.Pid == pid && id.Bucket == bucket);

    public Task<bool> IsAppliedAsync(int bucket, SectionMarker marker, CancellationToken cancellationToken) =>
        Do(() => markers.Contains((bucket, marker)));

    Task IUsageStore.PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) => Do(() =>
        signIns.Find(operatorId) is { } found && signIns.TryRemove(operatorId, found.Version));

    public Task<int> PurgeMarkersAsync(int bucket, UtcHour before, CancellationToken cancellationToken) =>
        Do(() => markers.RemoveWhere(marker => marker.Bucket == bucket && marker.Marker.SentIn < before));

    private IAsyncEnumerable<ApiUser> List(Func<ApiUser, bool> filter)
    {
        lock (gate)
        {
            return apiUsers.Values.Where(filter)
                .OrderBy(apiUser => apiUser.Id.UserId).ThenBy(apiUser => apiUser.Id.Random)
                .ToList().ToAsyncEnumerable();
        }
    }

    private IAsyncEnumerable<StoredUsage> ListUsage(Func<AccountId, bool> filter) =>
        List(apiUser => filter(apiUser.Id)).Select(
            apiUser => new StoredUsage(apiUser.OperatorId, apiUser.Usage.Hours, apiUser.Usage.Errors, apiUser.Usage.OtherErrors))
            .Concat(
                Services.List(service => filter(service.Id)).Select(
                    service => new StoredUsage(service.OperatorId, service.Usage.Hours, service.Usage.Errors, service.Usage.OtherErrors)))
            .Concat(SignIns(filter).Select(row => new StoredUsage(row.Key, row.Value.Hours, row.Value.Errors, row.Value.OtherErrors)))
            .Concat(past.Where(usage => filter(usage.OperatorId)).ToList().ToAsyncEnumerable());

    private bool Remove(Versioned<ApiUser> removed)
    {
        var usage = removed.Value.Usage;
        past.Add(new(removed.Value.OperatorId, usage.Hours, usage.Errors, usage.OtherErrors));
        return apiUsers.TryRemove(removed.Value.Id, removed.Version);
    }

    private IAsyncEnumerable<KeyValuePair<AccountId, AccountUsage>> SignIns(Func<AccountId, bool> filter)
    {
        lock (gate) return signIns.Keyed.Where(row => filter(row.Key))
            .Select(row => KeyValuePair.Create(row.Key, row.Value.Value)).ToList().ToAsyncEnumerable();
    }

    private Versioned<AccountUsage>? FindUsage(AccountId id) => id.Kind switch
    {
        AccountKind.CustomService => Services.Rows.Find(id) is { } service ? new(service.Value.Usage, service.Version) : null,
        AccountKind.Operator => signIns.Find(id) ?? (operators.Has(id) ? new(AccountUsage.None, IUsageStore.NoRow) : null),
        _ => apiUsers.Find(id) is { } apiUser ? new(apiUser.Value.Usage, apiUser.Version) : null,
    };

    private void Write(UsageUpdate update)
    {
        var (id, version, usage) = update;
        if (version == IUsageStore.NoRow) signIns.TryAdd(id, usage);
        else if (id.Kind == AccountKind.Operator) signIns.TryReplace(id, usage, version);
        else if (id.Kind == AccountKind.CustomService) Services.Rows.TryReplace(
            id, Services.Rows.Find(id)!.Value with { Usage = usage }, version);
        else apiUsers.TryReplace(id, apiUsers.Find(id)!.Value with { Usage = usage }, version);
    }

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
