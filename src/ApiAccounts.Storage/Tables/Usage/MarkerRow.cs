using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>Accounts, <c>bucket-{n}</c> / <c>batch|{yyyyMMddHH}|{messageId}|{section}</c>: the keys are its only content.</summary>
internal static class MarkerRow
{
    public static TableEntity Write(string partitionKey, SectionMarker marker) => new(partitionKey, AccountsKeys.Marker(marker))
    {
        [Row.Shape] = Row.CurrentShape,
    };
}
