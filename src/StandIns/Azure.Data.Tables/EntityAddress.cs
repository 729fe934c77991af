namespace Azure.Data.Tables;

/// <summary>The last part of a row's address.</summary>
internal static class EntityAddress
{
    /// <returns>As in <c>Accounts(PartitionKey='…',RowKey='…')</c>: quotes doubled, then everything but unreserved characters escaped.</returns>
    public static string Of(string table, string partitionKey, string rowKey) => $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
