using ApiAccounts.Core.Reports;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// <c>/rest/v1/stats</c>: the calls of today and of the last 7 days, by all API users and custom services that the caller may see.
/// </summary>
public sealed class MarketoStatsFunctions(MarketoApi api, ReadUsageStats usage, ReadErrorStats errors)
{
    private const int Today = 1;

    [Function(nameof(MarketoGetUsage))]
    public Task<IResult> MarketoGetUsage(
        [HttpTrigger(Anonymous, "get", "head", Route = "rest/v1/stats/usage.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UsageAsync(request, Today, cancellationToken);

    [Function(nameof(MarketoGetUsageOfLast7Days))]
    public Task<IResult> MarketoGetUsageOfLast7Days(
        [HttpTrigger(Anonymous, "get", "head", Route = "rest/v1/stats/usage/last7days.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UsageAsync(request, StatsDays.Most, cancellationToken);

    [Function(nameof(MarketoGetErrors))]
    public Task<IResult> MarketoGetErrors(
        [HttpTrigger(Anonymous, "get", "head", Route = "rest/v1/stats/errors.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ErrorsAsync(request, Today, cancellationToken);

    [Function(nameof(MarketoGetErrorsOfLast7Days))]
    public Task<IResult> MarketoGetErrorsOfLast7Days(
        [HttpTrigger(Anonymous, "get", "head", Route = "rest/v1/stats/errors/last7days.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ErrorsAsync(request, StatsDays.Most, cancellationToken);

    private Task<IResult> UsageAsync(HttpRequest request, int days, CancellationToken cancellationToken) => api.Rest(
        request,
        caller => usage.ExecuteAsync(caller, days, cancellationToken),
        found => TypedResults.Json(
            new MarketoStatsResponse<MarketoDayOfUsageResponse>(
                request.HttpContext.TraceIdentifier, Success: true, [.. found.Select(MarketoDayOfUsageResponse.Of)]),
            MarketoJson.Default.UsageStats),
        cancellationToken);

    private Task<IResult> ErrorsAsync(HttpRequest request, int days, CancellationToken cancellationToken) => api.Rest(
        request,
        caller => errors.ExecuteAsync(caller, days, cancellationToken),
        found => TypedResults.Json(
            new MarketoStatsResponse<MarketoDayOfErrorsResponse>(
                request.HttpContext.TraceIdentifier, Success: true, [.. found.Select(MarketoDayOfErrorsResponse.Of)]),
            MarketoJson.Default.ErrorStats),
        cancellationToken);
}
