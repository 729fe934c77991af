using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Partners and operators in the table Accounts, one partition for each partner; user names in the table Logins.</summary>
internal sealed class TableOperatorStore(AccountTables tables) : IOperatorStore
{
    public async Task<Versioned<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken) =>
        await tables.Accounts.FindAsync(AccountsKeys.Directory(pid), AccountsKeys.Partner, PartnerRow.Read, cancellationToken);

    public async Task<Versioned<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken) =>
        await tables.Accounts.FindAsync(AccountsKeys.Directory(pid), AccountsKeys.Operator(userId), OperatorRow.Read, cancellationToken);

    public IAsyncEnumerable<Versioned<Operator>> ListAsync(uint pid, CancellationToken cancellationToken) =>
        tables.Accounts.ListAsync(AccountsKeys.Directory(pid), AccountsKeys.Operators, OperatorRow.Read, cancellationToken);

    public async Task<Versioned<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken) =>
        await tables.Logins.FindAsync(loginKey, LoginRow.RowKey, LoginRow.Read, cancellationToken);

    public Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken) =>
        tables.Accounts.TryAddAsync(PartnerRow.Write(partner), cancellationToken);

    public async Task<Versioned<ReservedName>?> FindNameAsync(uint pid, string key, CancellationToken cancellationToken) =>
        await tables.Accounts.FindAsync(AccountsKeys.Directory(pid), AccountsKeys.Skeleton(key), NameRow.Read, cancellationToken);

    public Task AddNameAsync(uint pid, ReservedName name, CancellationToken cancellationToken) =>
        tables.Accounts.TryAddAsync(NameRow.Write(pid, name), cancellationToken);

    public Task MarkNamesReservedAsync(Versioned<Partner> partner, CancellationToken cancellationToken) =>
        tables.Accounts.TryUpdateAsync(
            PartnerRow.Write(partner.Value with { NamesAreReserved = true }), partner.Version, TableUpdateMode.Merge, cancellationToken);

    public async Task<bool> AddPendingAsync(
        Versioned<Partner> partner, Operator pending, IReadOnlyList<NameReservation> names, CancellationToken cancellationToken)
    {
        var refusal = await tables.Accounts.TrySubmitAsync(
            [
                new(TableTransactionActionType.Add, OperatorRow.Write(pending)),
                new(TableTransactionActionType.UpdateMerge, PartnerRow.Write(partner.Value), new ETag(partner.Version)),
                .. NameRow.Reserving(pending.Id.Pid, names),
            ],
            cancellationToken);
        if (refusal is not { IsOwnSuccess: true }) return refusal is null;

        // The row exists: it is our own if the response to an earlier attempt was lost; else another request got this userId first.
        return (await FindAsync(pending.Id.Pid, pending.Id.UserId, cancellationToken))?.Value.Id == pending.Id;
    }

    public async Task<bool> ClaimLoginAsync(
        string loginKey, Login login, Versioned<Login>? replaced, CancellationToken cancellationToken) =>
        await tables.Logins.TryPutAsync(LoginRow.Write(loginKey, login), replaced?.Version, cancellationToken)
        || (await FindLoginAsync(loginKey, cancellationToken))?.Value == login;

    public Task<bool> WriteAsync(OperatorWrite write, CancellationToken cancellationToken)
    {
        TableTransactionAction[] changes =
        [
            Replacing(OperatorRow.Write(write.Written.Value), write.Written.Version),
            .. write.Joined.Select(group => Replacing(GroupRow.Write(group.Value), group.Version)),
            .. write.Given.Select(role => Replacing(RoleRow.Write(role.Value), role.Version)),
            .. PartnerRow.Counting(write.Partner),
            .. NameRow.Reserving(write.Written.Value.Id.Pid, write.Names),
            .. MailRow.Adding(write.Mail),
            .. MailRow.Adding(write.Notice),
        ];
        return tables.Accounts.TryAuditedAsync(AuditRow.WriteInDirectory(write.Audit), changes, cancellationToken);
    }

    public async Task RehashPasswordAsync(Versioned<Operator> @operator, string passwordHash, CancellationToken cancellationToken)
    {
        var id = @operator.Value.Id;
        var change = new TableEntity(AccountsKeys.Directory(id.Pid), AccountsKeys.Operator(id.UserId))
        {
            [OperatorRow.PasswordHash] = passwordHash,
        };

        // If another request has changed the operator, perhaps its password, its change stands. The next sign-in rehashes.
        await tables.Accounts.TryUpdateAsync(change, @operator.Version, TableUpdateMode.Merge, cancellationToken);
    }

    public async Task RecordSignInAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var change = new TableEntity(AccountsKeys.Directory(id.Pid), AccountsKeys.Operator(id.UserId))
        {
            [OperatorRow.LastSignInAt] = time,
        };
        await tables.Accounts.TryUpdateAsync(change, ETag.All.ToString(), TableUpdateMode.Merge, cancellationToken);
    }

    public async Task RemovePendingAsync(Versioned<Operator> pending, CancellationToken cancellationToken)
    {
        var id = pending.Value.Id;
        try
        {
            await tables.Accounts.DeleteEntityAsync(
                AccountsKeys.Directory(id.Pid), AccountsKeys.Operator(id.UserId), new ETag(pending.Version), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // The operator has changed since it was read, so it is no longer pending.
        }
    }

    public Task<bool> DeleteAsync(
        Versioned<Operator> deleted, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
            AuditRow.WriteInDirectory(audit),
            [
                new(TableTransactionActionType.Delete, OperatorRow.Write(deleted.Value), new ETag(deleted.Version)),
                .. PartnerRow.Counting(partner),
            ],
            cancellationToken);

    public Task<bool> DeleteAllAsync(
        IReadOnlyList<OperatorDeletion> deletions, Versioned<Partner>? partner, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
            deletions.Select(deletion => AuditRow.WriteInDirectory(deletion.Audit)),
            [
                .. deletions.Select(deletion => new TableTransactionAction(
                    TableTransactionActionType.Delete, OperatorRow.Write(deletion.Deleted.Value), new ETag(deletion.Deleted.Version))),
                .. PartnerRow.Counting(partner),
            ],
            cancellationToken);

    public async Task RemoveLoginAsync(string loginKey, Versioned<Login> login, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Logins.DeleteEntityAsync(loginKey, LoginRow.RowKey, new ETag(login.Version), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // The name has been released or claimed again, perhaps by the same operator.
        }
    }

    private static TableTransactionAction Replacing(TableEntity row, string version) =>
        new(TableTransactionActionType.UpdateReplace, row, new ETag(version));
}
