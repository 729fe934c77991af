using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Functions.Dialects.V1.Usage;

/// <summary>Returns the usage of an API user over time, and accepts usage from gateways.</summary>
public sealed class V1UsageFunctions(Api api, GetApiUser get, ReportUsage report, TimeProvider clock)
{
    /// <summary>The period that each total covers.</summary>
    private enum Span
    {
        Hour,
        Day,
    }

    [Function(nameof(GetApiUserUsage))]
    public Task<IResult> GetApiUserUsage(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/api-users/{apiUserId}/usage")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) =>
        api.As(request, caller => ReadAsync(caller, apiUserId, request, cancellationToken), Answer, cancellationToken);

    [Function(nameof(ReportUsage))]
    public Task<IResult> ReportUsage(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/usage")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ReportAsync(caller, request, cancellationToken),
            _ => TypedResults.StatusCode(StatusCodes.Status202Accepted),
            cancellationToken);

    private async Task<Result<(ApiUser ApiUser, Span By)>> ReadAsync(
        Caller caller, string apiUserId, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryParameters.Of(request, "by").TryGet(out var parameters, out var error)) return error;
        if (!parameters.Choice<Span>("by", "span").TryGet(out var by, out error)) return error;
        var found = await V1Ids.ApiUser(apiUserId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken));
        return found.TryGet(out var apiUser, out error) ? (apiUser, by ?? Span.Day) : error;
    }

    private IResult Answer((ApiUser ApiUser, Span By) result)
    {
        var (apiUser, by) = result;
        var asOf = clock.GetUtcNow();
        var list = apiUser.Usage.HoursOfLast30Days(asOf)
            .GroupBy(entry => by == Span.Hour ? entry.Key : UtcHour.OfDay(entry.Key.Day), entry => entry.Value)
            .Select(group => new V1UsageEntryResponse(group.Key.Start, group.Sum()))
            .ToList();
        return TypedResults.Json(
            new(asOf, apiUser.Id.ToString(), Choices.Text(by), list.Sum(entry => entry.Requests), list), V1Json.Default.V1UsageResponse);
    }

    private Task<Result<Unit>> ReportAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1ReportUsageRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(batch => report.ExecuteAsync(caller, batch.BatchId, batch.Pings, cancellationToken));
}
