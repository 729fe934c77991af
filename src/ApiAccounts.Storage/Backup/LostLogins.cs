using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Storage.Tables.Directory;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// The operators of a backup without a login row: their user names changed after their rows were read, and before the login rows were read.
/// An operator gets its name back unless another operator has it.
/// </summary>
internal sealed class LostLogins
{
    /// <summary>By login key, the operators whose rows have the name: one, unless the name changed owners during the backup.</summary>
    private readonly Dictionary<string, List<AccountId>> holders = [];

    private readonly Dictionary<string, AccountId> lost = [];
    private readonly List<AccountId> withoutName = [];

    /// <summary>Operators that cannot get their user names back, because other operators have them.</summary>
    public IReadOnlyList<AccountId> WithoutName => withoutName;

    /// <summary>The login rows to create.</summary>
    public IReadOnlyList<TableEntity> NewRows => [.. lost.Select(login => LoginRow.Write(login.Key, new(login.Value)))];

    /// <summary>Adds an operator. Add all operators before the first login row.</summary>
    public void Add(Operator @operator)
    {
        if (@operator.Status == OperatorStatus.Pending) return; // its login row is not written yet, or it is purged later
        if (holders.TryGetValue(@operator.LoginKey, out var others)) others.Add(@operator.Id);
        else holders[@operator.LoginKey] = [@operator.Id];
    }

    /// <summary>Adds a row of the table Logins.</summary>
    public void Add(TableEntity row)
    {
        if (IsLogin(row) && holders.TryGetValue(row.PartitionKey, out var ids) && ids.Remove(LoginRow.Read(row).OperatorId))
        {
            withoutName.AddRange(ids);
            holders.Remove(row.PartitionKey);
        }
    }

    /// <summary>Finds the lost logins, after all rows were added.</summary>
    public void Conclude()
    {
        foreach (var (loginKey, ids) in holders)
        {
            lost[loginKey] = ids[0];
            withoutName.AddRange(ids.Skip(1));
        }
        holders.Clear();
    }

    /// <summary>Whether one of <see cref="NewRows"/> replaces a row of the table Logins.</summary>
    public bool IsReplaced(TableEntity row) => IsLogin(row) && lost.ContainsKey(row.PartitionKey);

    private static bool IsLogin(TableEntity row) => row.RowKey == LoginRow.RowKey;
}
