using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>
/// Groups in the directories of the table Accounts. Each change is one transaction with its audit row, which comes first.
/// </summary>
internal sealed class TableGroupStore(AccountTables tables) : IGroupStore
{
    public async Task<Versioned<Group>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken) =>
        await tables.Accounts.FindAsync(AccountsKeys.Directory(pid), AccountsKeys.Group(number), GroupRow.Read, cancellationToken);

    public IAsyncEnumerable<Versioned<Group>> ListAsync(uint pid, CancellationToken cancellationToken) =>
        tables.Accounts.ListAsync(AccountsKeys.Directory(pid), AccountsKeys.Groups, GroupRow.Read, cancellationToken);

    public Task<bool> AddAsync(Versioned<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        AuditRow.WriteInDirectory(audit),
        [
            new(TableTransactionActionType.Add, GroupRow.Write(group)),
            new(TableTransactionActionType.UpdateMerge, PartnerRow.Write(partner.Value), new ETag(partner.Version)),
        ],
        cancellationToken);

    public Task<bool> ChangeAsync(Versioned<Group> changed, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        AuditRow.WriteInDirectory(audit),
        [new(TableTransactionActionType.UpdateReplace, GroupRow.Write(changed.Value), new ETag(changed.Version))],
        cancellationToken);

    public Task<bool> DeleteAsync(Versioned<Group> deleted, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        AuditRow.WriteInDirectory(audit),
        [new(TableTransactionActionType.Delete, GroupRow.Write(deleted.Value), new ETag(deleted.Version))],
        cancellationToken);

    public Task<bool> DeleteAllAsync(IReadOnlyList<GroupDeletion> deletions, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        deletions.Select(deletion => AuditRow.WriteInDirectory(deletion.Audit)),
        deletions.Select(deletion => new TableTransactionAction(
            TableTransactionActionType.Delete, GroupRow.Write(deletion.Deleted.Value), new ETag(deletion.Deleted.Version))),
        cancellationToken);
}
