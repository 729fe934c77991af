using System.Globalization;
using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>What a list shows of the use of an API user.</summary>
internal sealed record ShownUsage(string Status, DateTimeOffset? At, long Requests)
{
    public static Task<ShownUsage> OfAsync(App app, RegisteredAccount account, RegisteredAccount asking) =>
        OfAsync(account.ApiUserGuid, app.As(asking));

    public static async Task<ShownUsage> OfAsync(string apiUserGuid, ApiClient asking)
    {
        var answer = (await asking.GetAsync($"/v4/ApiUser/{apiUserGuid}")).Is(HttpStatusCode.OK).Json;
        var at = answer.GetProperty("LastUsedDate");
        return new(
            answer.GetProperty("LastUsedStatus").GetString()!,
            at.ValueKind == JsonValueKind.Null
                ? null
                : DateTimeOffset.ParseExact(
                    at.GetString()!, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            answer.GetProperty("RequestsLast30Days").GetInt64());
    }
}
