using System.Globalization;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Accounts, <c>{pid}</c> / <c>partner</c>.</summary>
internal static class PartnerRow
{
    public const string Name = "Name";
    public const string Buckets = "Buckets";
    public const string Administrators = "Administrators";
    public const string LastUserId = "LastUserId";
    public const string NamesAreReserved = "NamesAreReserved";

    public static TableEntity Write(Partner partner) => new(AccountsKeys.Directory(partner.Pid), AccountsKeys.Partner)
    {
        [Row.Shape] = Row.CurrentShape,
        [Name] = partner.Name,
        [Buckets] = string.Join(',', partner.Buckets.Select(bucket => bucket.ToString(CultureInfo.InvariantCulture))),
        [Administrators] = partner.Administrators,
        [LastUserId] = (long)partner.LastUserId,
        [NamesAreReserved] = partner.NamesAreReserved,
    };

    /// <summary>Writes the number of administrators in a transaction, if it changes.</summary>
    /// <param name="partner">Null if the number is unchanged.</param>
    public static IEnumerable<TableTransactionAction> Counting(Versioned<Partner>? partner) => partner is null
        ? []
        : [new(TableTransactionActionType.UpdateMerge, Write(partner.Value), new ETag(partner.Version))];

    public static Partner Read(TableEntity row) => new(
        uint.Parse(row.PartitionKey, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        row.Text(Name),
        [
            .. row.Text(Buckets).Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(bucket => int.Parse(bucket, CultureInfo.InvariantCulture)),
        ],
        row.GetInt32(Administrators) ?? 0,
        (uint)(row.GetInt64(LastUserId) ?? 0))
    {
        NamesAreReserved = row.GetBoolean(NamesAreReserved) ?? false,
    };
}
