namespace Azure.Data.Tables;

internal static class MediaType
{
    /// <summary>What is asked for: types are named where JSON cannot tell them.</summary>
    public const string Json = "application/json;odata=minimalmetadata";

    /// <summary>What is sent.</summary>
    public const string PlainJson = "application/json";
}
