using System.Globalization;
using System.Text.Json;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>An API user as <c>GET /v4/ApiUser</c> lists it.</summary>
internal sealed record ListedApiUser(
    string ApiUserGuid, string OperatorGuid, string UserName, string LastUsedStatus, DateTime? LastUsed, long Requests, string Json)
{
    /// <returns>Null when it is not in the list that the reader is shown.</returns>
    public static async Task<ListedApiUser?> FindAsync(Stage stage, Credentials reader, Credentials sought) =>
        In((await stage.SendAsync(HttpMethod.Get, "/v4/ApiUser", reader)).MustBe(200), sought);

    /// <exception cref="ToolException">The answer is no list of API users.</exception>
    public static ListedApiUser? In(Answer list, Credentials sought) => list.Json is { ValueKind: JsonValueKind.Array } items
        ? items.EnumerateArray().Select(Read).FirstOrDefault(item => item.UserName == sought.UserName)
        : throw new ToolException($"{list.Request} did not answer with an array: {list.Body}");

    private static ListedApiUser Read(JsonElement item)
    {
        try
        {
            var lastUsed = item.GetProperty("LastUsedDate").GetString();
            return new(
                item.GetProperty(nameof(ApiUserGuid)).GetString()!,
                item.GetProperty(nameof(OperatorGuid)).GetString()!,
                item.GetProperty(nameof(UserName)).GetString()!,
                item.GetProperty(nameof(LastUsedStatus)).GetString()!,
                lastUsed is null ? null : DateTime.ParseExact(lastUsed, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                item.GetProperty("RequestsLast30Days").GetInt64(),
                item.GetRawText());
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ToolException($"An API user in the list is not of the form it should have ({exception.Message}): {item}");
        }
    }
}
