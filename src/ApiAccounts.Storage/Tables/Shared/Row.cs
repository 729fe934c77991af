using ApiAccounts.Core.Kernel.Ids;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>What all rows have in common.</summary>
internal static class Row
{
    /// <summary>The version of the row's shape, so that a later one can tell how to read it.</summary>
    public const string Shape = "Shape";

    public const int CurrentShape = 1;

    public static AccountId Id(this TableEntity entity, string name) =>
        AccountId.TryParse(entity.GetString(name), out var id) ? id : throw Unreadable(entity, name);

    public static AccountId? IdOrNull(this TableEntity entity, string name) => entity.GetString(name) is null ? null : entity.Id(name);

    public static T Enum<T>(this TableEntity entity, string name)
        where T : struct, Enum =>
        System.Enum.TryParse<T>(entity.GetString(name), out var value) ? value : throw Unreadable(entity, name);

    public static string Text(this TableEntity entity, string name) => entity.GetString(name) ?? throw Unreadable(entity, name);

    /// <summary>What is kept with commas between; none where there is no such property.</summary>
    public static string[] List(this TableEntity entity, string name) => (entity.GetString(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static DateTimeOffset Time(this TableEntity entity, string name) => entity.GetDateTimeOffset(name) ?? throw Unreadable(entity, name);

    /// <summary>The version of a row just read: from the answer's header, since a selection of properties may leave it out of the row.</summary>
    public static string Version(this NullableResponse<TableEntity> response) =>
        (response.GetRawResponse().Headers.ETag ?? response.Value!.ETag).ToString();

    private static InvalidDataException Unreadable(TableEntity entity, string name) =>
        new($"The row '{entity.PartitionKey}' '{entity.RowKey}' has no readable {name}.");
}
