namespace Azure.Data.Tables;

/// <summary>The properties of a row that are the service's, by their names on the wire.</summary>
internal static class PropertyName
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";
    public const string Metadata = "odata.metadata";

    /// <summary>After the name of a property: the property that says its type.</summary>
    public const string TypeSuffix = "@odata.type";
}
