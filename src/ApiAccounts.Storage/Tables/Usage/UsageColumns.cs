using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>The usage of an API user or custom service, in properties of its row that only the aggregator writes.</summary>
internal static class UsageColumns
{
    public const string LastUsed = "LastUsed";
    public const string Hours = "Hours";
    public const string Errors = "Errors";
    public const string OtherErrors = "OtherErrors";
    public const string PreviousSecretLastUsed = "PreviousSecretLastUsed";

    /// <summary>Whether a property exceeds what valid usage takes: the row was written by something else.</summary>
    public static bool AreTooLarge(AccountUsage usage) =>
        Math.Max(usage.Hours.Length, Math.Max(usage.Errors.Length, usage.OtherErrors.Length)) > IUsageStore.MaxCountBytes;

    public static void Write(TableEntity row, AccountUsage usage)
    {
        if (usage.LastUsed is { } time) row[LastUsed] = time;
        if (!usage.Hours.IsEmpty) row[Hours] = usage.Hours.Encode();
        if (!usage.Errors.IsEmpty) row[Errors] = usage.Errors.Encode();
        if (!usage.OtherErrors.IsEmpty) row[OtherErrors] = usage.OtherErrors.Encode();
        if (usage.PreviousSecretLastUsed is { } previous) row[PreviousSecretLastUsed] = previous;
    }

    public static AccountUsage Read(TableEntity row) => new(
        row.GetDateTimeOffset(LastUsed), SparseCounts.Decode(row.GetBinary(Hours)), SparseCounts.Decode(row.GetBinary(Errors)))
    {
        OtherErrors = SparseCounts.Decode(row.GetBinary(OtherErrors)),
        PreviousSecretLastUsed = row.GetDateTimeOffset(PreviousSecretLastUsed),
    };
}
