using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Functions.Dialects.V1.Usage;

/// <summary>Returns the usage of an API user or an operator itself over time, and accepts usage from gateways.</summary>
public sealed class V1UsageFunctions(Api api, GetApiUser get, ReadOperatorUsage ofOperator, ReportUsage report, TimeProvider clock)
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

    [Function(nameof(GetOperatorUsage))]
    public Task<IResult> GetOperatorUsage(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/operators/{operatorId}/usage")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) =>
        api.As(request, caller => ReadOwnAsync(caller, operatorId, request, cancellationToken), AnswerOwn, cancellationToken);

    [Function(nameof(GetApiUserErrors))]
    public Task<IResult> GetApiUserErrors(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/api-users/{apiUserId}/errors")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.ApiUser(apiUserId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            AnswerErrors,
            cancellationToken);

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
        if (!ReadSpan(request).TryGet(out var by, out var error)) return error;
        var found = await V1Ids.ApiUser(apiUserId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken));
        return found.TryGet(out var apiUser, out error) ? (apiUser, by) : error;
    }

    private async Task<Result<(AccountId Operator, AccountUsage Usage, Span By)>> ReadOwnAsync(
        Caller caller, string operatorId, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ReadSpan(request).TryGet(out var by, out var error)) return error;
        if (!V1Ids.Operator(operatorId).TryGet(out var id, out error)) return error;
        var found = await ofOperator.ExecuteAsync(caller, id, cancellationToken);
        return found.TryGet(out var usage, out error) ? (id, usage, by) : error;
    }

    private static Result<Span> ReadSpan(HttpRequest request)
    {
        if (!QueryParameters.Of(request, "by").TryGet(out var parameters, out var error)) return error;
        return parameters.Choice<Span>("by", "span").TryGet(out var by, out error) ? by ?? Span.Day : error;
    }

    private IResult Answer((ApiUser ApiUser, Span By) result)
    {
        var (apiUser, by) = result;
        var asOf = clock.GetUtcNow();
        var list = Entries(apiUser.Usage, by, asOf);
        return TypedResults.Json(
            new(asOf, apiUser.Id.ToString(), Choices.Text(by), list.Sum(entry => entry.Requests), list), V1Json.Default.V1UsageResponse);
    }

    private IResult AnswerOwn((AccountId Operator, AccountUsage Usage, Span By) result)
    {
        var (id, usage, by) = result;
        var asOf = clock.GetUtcNow();
        var list = Entries(usage, by, asOf);
        return TypedResults.Json(
            new(asOf, id.ToString(), usage.LastUsed, Choices.Text(by), list.Sum(entry => entry.Requests), list),
            V1Json.Default.V1OperatorUsageResponse);
    }

    private static List<V1UsageEntryResponse> Entries(AccountUsage usage, Span by, DateTimeOffset asOf) =>
    [
        .. usage.HoursOfLast30Days(asOf)
            .GroupBy(entry => by == Span.Hour ? entry.Key : UtcHour.OfDay(entry.Key.Day), entry => entry.Value)
            .Select(group => new V1UsageEntryResponse(group.Key.Start, group.Sum())),
    ];

    private IResult AnswerErrors(ApiUser apiUser)
    {
        var asOf = clock.GetUtcNow();
        var list = Enumerable.Range(UtcHour.Of(asOf).Day - AccountUsage.DaysOfErrors + 1, AccountUsage.DaysOfErrors)
            .SelectMany(day => ErrorsOn(apiUser.Usage, day)).ToList();
        return TypedResults.Json(
            new(asOf, apiUser.Id.ToString(), list.Sum(entry => entry.Errors), list), V1Json.Default.V1ErrorsResponse);
    }

    private static IEnumerable<V1ErrorEntryResponse> ErrorsOn(AccountUsage usage, int day)
    {
        var at = UtcHour.OfDay(day).Start;
        foreach (var (code, count) in AccountUsage.ErrorsOn(usage.Errors, day)) yield return new(at, code, count);
        foreach (var (_, count) in usage.OtherErrors.Entries.Where(other => other.Key == day)) yield return new(at, Code: null, count);
    }

    private Task<Result<Unit>> ReportAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1ReportUsageRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(batch => report.ExecuteAsync(caller, batch.BatchId, batch.Pings, cancellationToken));
}
