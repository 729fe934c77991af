using ApiAccounts.Storage.Tables.Directory;
using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// What the row of a partner counts, by the rows that there are. It is read for a backup after its operators and before their API users, so what it says
/// itself may be more or less than that: a number too low would be given out twice, a count of administrators too high would let the last one go.
/// </summary>
internal sealed class PartnerCounts
{
    /// <summary>
    /// How many numbers are left out after the last one: those that were given out after the backup, which somebody may have noted down, are not to be
    /// somebody else's.
    /// </summary>
    private const uint LeftOut = 100;

    private readonly Dictionary<uint, Counts> partners = [];

    public void See(TableEntity row)
    {
        if (AccountsKeys.NumberOf(row) is not var (pid, number)) return;
        var counts = partners.GetValueOrDefault(pid);
        var isAdministrator = AccountsKeys.IsOperator(row) && OperatorRow.Read(row).CountsAsAdministrator;
        partners[pid] = new(Math.Max(counts.LastNumber, number), counts.Administrators + (isAdministrator ? 1 : 0));
    }

    /// <summary>The row of a partner as it has to be.</summary>
    public TableEntity Corrected(TableEntity row)
    {
        var partner = PartnerRow.Read(row);
        var counts = partners.GetValueOrDefault(partner.Pid);
        row[PartnerRow.Administrators] = counts.Administrators;
        row[PartnerRow.LastUserId] = Math.Min((long)Math.Max(counts.LastNumber, partner.LastUserId) + LeftOut, uint.MaxValue);
        return row;
    }

    private readonly record struct Counts(uint LastNumber, int Administrators);
}
