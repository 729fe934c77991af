#nullable disable annotations // as in the package, whose surface says nothing about null

namespace Azure.Data.Tables;

/// <summary>A row: its two keys, and what the service says about it.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>When the service last changed the row; null on one not read from it. Never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the row as read; <c>default</c> on one not read. Never sent by itself.</summary>
    ETag ETag { get; set; }
}
