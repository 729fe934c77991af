using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Roles in the directories of the table Accounts. Each change is one transaction with its audit row, which comes first.</summary>
internal sealed class TableRoleStore(AccountTables tables) : IRoleStore
{
    public async Task<Versioned<Role>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken) =>
        await tables.Accounts.FindAsync(AccountsKeys.Directory(pid), AccountsKeys.Role(number), RoleRow.Read, cancellationToken);

    public IAsyncEnumerable<Versioned<Role>> ListAsync(uint pid, CancellationToken cancellationToken) =>
        tables.Accounts.ListAsync(AccountsKeys.Directory(pid), AccountsKeys.Roles, RoleRow.Read, cancellationToken);

    public Task<bool> AddAsync(Versioned<Partner> partner, Role role, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        AuditRow.WriteInDirectory(audit),
        [
            new(TableTransactionActionType.Add, RoleRow.Write(role)),
            new(TableTransactionActionType.UpdateMerge, PartnerRow.Write(partner.Value), new ETag(partner.Version)),
        ],
        cancellationToken);

    public Task<bool> ChangeAsync(
        Versioned<Role> changed, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        AuditRow.WriteInDirectory(audit),
        [
            new(TableTransactionActionType.UpdateReplace, RoleRow.Write(changed.Value), new ETag(changed.Version)),
            .. PartnerRow.Counting(partner),
        ],
        cancellationToken);

    public Task<bool> DeleteAsync(Versioned<Role> deleted, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
        AuditRow.WriteInDirectory(audit),
        [new(TableTransactionActionType.Delete, RoleRow.Write(deleted.Value), new ETag(deleted.Version))],
        cancellationToken);
}
