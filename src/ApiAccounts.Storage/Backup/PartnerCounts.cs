using ApiAccounts.Storage.Tables.Directory;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// The counts in the row of a partner, computed from the other rows. A backup reads the partner's row after its operators and before their
/// API users, so the saved counts may be too low or too high. A last number that is too low would be assigned twice. A count of
/// administrators that is too high would allow the last one to be deleted.
/// </summary>
internal sealed class PartnerCounts
{
    /// <summary>
    /// How many numbers to skip after the last one. Numbers assigned after the backup may be on record elsewhere, so they must not be
    /// assigned to other operators, groups or roles.
    /// </summary>
    private const uint SkippedNumbers = 100;

    private readonly Dictionary<uint, Counts> partners = [];

    public void Add(TableEntity row)
    {
        if (AccountsKeys.NumberOf(row) is not var (pid, number)) return;
        var counts = partners.GetValueOrDefault(pid);
        var isAdministrator = AccountsKeys.IsOperator(row) && OperatorRow.Read(row).CountsAsAdministrator;
        partners[pid] = new(Math.Max(counts.LastNumber, number), counts.Administrators + (isAdministrator ? 1 : 0));
    }

    /// <summary>The row of a partner with the computed counts.</summary>
    public TableEntity Corrected(TableEntity row)
    {
        var partner = PartnerRow.Read(row);
        var counts = partners.GetValueOrDefault(partner.Pid);
        row[PartnerRow.Administrators] = counts.Administrators;
        row[PartnerRow.LastUserId] = Math.Min((long)Math.Max(counts.LastNumber, partner.LastUserId) + SkippedNumbers, uint.MaxValue);
        return row;
    }

    private readonly record struct Counts(uint LastNumber, int Administrators);
}
