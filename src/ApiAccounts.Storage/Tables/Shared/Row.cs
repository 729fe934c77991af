namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>The properties that all rows have in common, and ways to read them.</summary>
internal static class Row
{
    /// <summary>The version of the row's shape, by which later versions of the app know how to read it.</summary>
    public const string Shape = "Shape";

    public const int CurrentShape = 1;

    public static AccountId Id(this TableEntity entity, string name) =>
        AccountId.TryParse(entity.GetString(name), out var id) ? id : throw Unreadable(entity, name);

    public static AccountId? IdOrNull(this TableEntity entity, string name) => entity.GetString(name) is null ? null : entity.Id(name);

    /// <summary>Reads a comma-separated list of ids; empty if the property is absent.</summary>
    public static IEnumerable<AccountId> Ids(this TableEntity entity, string name) =>
        entity.List(name).Select(text => AccountId.TryParse(text, out var id) ? id : throw Unreadable(entity, name));

    public static T Enum<T>(this TableEntity entity, string name)
        where T : struct, Enum =>
        System.Enum.TryParse<T>(entity.GetString(name), out var value) ? value : throw Unreadable(entity, name);

    public static string Text(this TableEntity entity, string name) => entity.GetString(name) ?? throw Unreadable(entity, name);

    /// <summary>Reads a comma-separated list; empty if the property is absent.</summary>
    public static string[] List(this TableEntity entity, string name) =>
        (entity.GetString(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static DateTimeOffset Time(this TableEntity entity, string name) =>
        entity.GetDateTimeOffset(name) ?? throw Unreadable(entity, name);

    /// <summary>
    /// The version of a row that was just read. It comes from the header of the response, because a selection of properties may exclude it.
    /// </summary>
    public static string Version(this NullableResponse<TableEntity> response) =>
        (response.GetRawResponse().Headers.ETag ?? response.Value!.ETag).ToString();

    private static InvalidDataException Unreadable(TableEntity entity, string name) =>
        new($"The row '{entity.PartitionKey}' '{entity.RowKey}' has no readable {name}.");
}
