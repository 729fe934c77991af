using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tables.Directory;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// The operators of a backup that no login row leads to: they were given other user names after their rows were read and before the login rows were. Where
/// nobody else has the name, it is theirs again.
/// </summary>
internal sealed class LostLogins
{
    /// <summary>By the name, those who have it by their own rows: one, unless it changed hands while they were read.</summary>
    private readonly Dictionary<string, List<AccountId>> holders = [];

    private readonly Dictionary<string, AccountId> lost = [];
    private readonly List<AccountId> nameless = [];

    /// <summary>Operators that cannot be given their user names back, since others have them.</summary>
    public IReadOnlyList<AccountId> Nameless => nameless;

    /// <summary>The login rows that have to be made.</summary>
    public IReadOnlyList<TableEntity> Found => [.. lost.Select(login => LoginRow.Write(login.Key, new(login.Value)))];

    /// <summary>Sees an operator; all of them are seen before the first login row.</summary>
    public void See(Operator @operator)
    {
        if (@operator.Status == OperatorStatus.Pending) return; // it gets its login row, or goes, by itself
        if (holders.TryGetValue(@operator.LoginKey, out var others)) others.Add(@operator.Id);
        else holders[@operator.LoginKey] = [@operator.Id];
    }

    /// <summary>Sees a row of the table Logins.</summary>
    public void See(TableEntity row)
    {
        if (IsLogin(row) && holders.TryGetValue(row.PartitionKey, out var ids) && ids.Remove(LoginRow.Read(row).OperatorId))
        {
            nameless.AddRange(ids);
            holders.Remove(row.PartitionKey);
        }
    }

    /// <summary>Everything has been seen.</summary>
    public void Conclude()
    {
        foreach (var (loginKey, ids) in holders)
        {
            lost[loginKey] = ids[0];
            nameless.AddRange(ids.Skip(1));
        }
        holders.Clear();
    }

    /// <summary>Whether a row of the table Logins is one that has to be made anew.</summary>
    public bool IsReplaced(TableEntity row) => IsLogin(row) && lost.ContainsKey(row.PartitionKey);

    private static bool IsLogin(TableEntity row) => row.RowKey == LoginRow.RowKey;
}
