namespace Azure.Data.Tables;

/// <summary>The last part of a row's address.</summary>
internal static class EntityAddress
{
    /// <returns>As in <c>Accounts(PartitionKey='…',RowKey='…')</c>.</returns>
    public static string Of(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <returns>The key with quotes doubled and then everything but unreserved characters escaped.</returns>
    public static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
