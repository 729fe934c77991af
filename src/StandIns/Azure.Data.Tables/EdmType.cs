namespace Azure.Data.Tables;

/// <summary>The types that JSON cannot tell by itself, as the service names them.</summary>
internal static class EdmType
{
    public const string Binary = "Edm.Binary";
    public const string DateTime = "Edm.DateTime";
    public const string Double = "Edm.Double";
    public const string Guid = "Edm.Guid";
    public const string Int64 = "Edm.Int64";

    /// <summary>The most frequent first.</summary>
    public static readonly string[] All = [DateTime, Int64, Binary, Guid, Double];
}
