using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Storage.Tables.Directory;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// The operators of a backup without a login row: their user names changed after their rows were read, and before the login rows were read.
/// An operator gets its name back unless another operator of its partner has it.
/// </summary>
internal sealed class LostLogins
{
    /// <summary>By login key, the operators whose rows have the name.</summary>
    private readonly Dictionary<string, List<AccountId>> holders = [];

    private readonly Dictionary<string, Login> repaired = [];
    private readonly List<AccountId> withoutName = [];

    /// <summary>Operators that cannot get their user names back, because other operators have them.</summary>
    public IReadOnlyList<AccountId> WithoutName => withoutName;

    /// <summary>The login rows to create.</summary>
    public IReadOnlyList<TableEntity> NewRows => [.. repaired.Select(login => LoginRow.Write(login.Key, login.Value))];

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
        if (!IsLogin(row) || !holders.Remove(row.PartitionKey, out var ids)) return;
        var listed = LoginRow.Read(row).Claimants;
        if (ids.Except(listed).Any()) Repair(row.PartitionKey, [.. listed.Intersect(ids), .. ids.Except(listed)]);
    }

    /// <summary>Finds the lost logins, after all rows were added.</summary>
    public void Conclude()
    {
        foreach (var (loginKey, ids) in holders) Repair(loginKey, ids);
        holders.Clear();
    }

    /// <summary>Whether one of <see cref="NewRows"/> replaces a row of the table Logins.</summary>
    public bool IsReplaced(TableEntity row) => IsLogin(row) && repaired.ContainsKey(row.PartitionKey);

    private static bool IsLogin(TableEntity row) => row.RowKey == LoginRow.RowKey;

    /// <param name="ids">The operators with the name. Of one partner the first gets it.</param>
    private void Repair(string loginKey, IReadOnlyList<AccountId> ids)
    {
        var named = ids.DistinctBy(id => id.Pid).Take(Login.MaxClaimants).ToList();
        repaired[loginKey] = new(named);
        withoutName.AddRange(ids.Except(named));
    }
}
