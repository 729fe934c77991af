using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>A store that counts its calls and keeps the audit entries of the changes that were made.</summary>
internal sealed class CountedApiUsers(IApiUserStore inner) : IApiUserStore
{
    public int Calls { get; private set; }

    public List<AuditEntry> Audit { get; } = [];

    /// <summary>What a look for an API user waits for before the row is read.</summary>
    public Func<Task> BeforeFinds { get; set; } = () => Task.CompletedTask;

    /// <summary>What it waits for when the row has been read.</summary>
    public Func<Task> AfterFinds { get; set; } = () => Task.CompletedTask;

    public async Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken)
    {
        Calls++;
        await BeforeFinds();
        var found = await inner.FindAsync(id, cancellationToken);
        await AfterFinds();
        return found;
    }

    public Task<Stored<ApiUser>?> FindStoredAsync(AccountId id, CancellationToken cancellationToken)
    {
        Calls++;
        return inner.FindStoredAsync(id, cancellationToken);
    }

    public IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken)
    {
        Calls++;
        return inner.ListOfOperatorAsync(operatorId, cancellationToken);
    }

    public IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken)
    {
        Calls++;
        return inner.ListOfPartnerAsync(pid, bucket, cancellationToken);
    }

    public IAsyncEnumerable<AccountId> ListHoldersAsync(int bucket, CancellationToken cancellationToken)
    {
        Calls++;
        return inner.ListHoldersAsync(bucket, cancellationToken);
    }

    public async Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken)
    {
        Calls++;
        await inner.AddAsync(apiUser, audit, cancellationToken);
        Audit.Add(audit);
    }

    public Task<bool> ChangeDescriptionAsync(AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken) =>
        KeptAsync(inner.ChangeDescriptionAsync(id, description, audit, cancellationToken), audit);

    public Task<bool> ChangeAsync(AccountId id, ApiUserSettings settings, AuditEntry audit, CancellationToken cancellationToken) =>
        KeptAsync(inner.ChangeAsync(id, settings, audit, cancellationToken), audit);

    public Task<bool> RotateAsync(Stored<ApiUser> rotated, AuditEntry audit, CancellationToken cancellationToken) =>
        KeptAsync(inner.RotateAsync(rotated, audit, cancellationToken), audit);

    public async Task<int?> SaveAsync(IReadOnlyList<ApiUserChange> changes, CancellationToken cancellationToken)
    {
        Calls++;
        var refused = await inner.SaveAsync(changes, cancellationToken);
        if (refused is null) Audit.AddRange(changes.Select(change => change.Audit));
        return refused;
    }

    public Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken) =>
        KeptAsync(inner.DeleteAsync(id, audit, cancellationToken), audit);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken)
    {
        Calls++;
        return inner.PurgeOfOperatorAsync(operatorId, cancellationToken);
    }

    private async Task<bool> KeptAsync(Task<bool> change, AuditEntry audit)
    {
        Calls++;
        if (!await change) return false;
        Audit.Add(audit);
        return true;
    }
}
