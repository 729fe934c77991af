using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Dialects.V1.ApiUsers;

namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary><c>/api/v1/api-users</c>: the API users of all operators, as a page of JSON or all together as CSV.</summary>
public sealed class V1OverviewFunctions(Api api, ReadOverview overview, ReadDailyUsage daily, PagedReads pages)
{
    private static readonly string[] Parameters =
        ["sortBy", "descending", "operatorId", "type", "lastUsed", "search", "daily", "page", "pageSize"];

    [Function(nameof(ListApiUserOverview))]
    public Task<IResult> ListApiUserOverview(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/api-users")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => ReadAsync(caller, request, cancellationToken), result => Answer(request, result), cancellationToken);

    private async Task<Result<OverviewPage>> ReadAsync(
        Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryParameters.Of(request, Parameters).TryGet(out var parameters, out var error)) return error;
        if (!ReadQuery(parameters).TryGet(out var query, out error)) return error;
        if (!parameters.Page().TryGet(out var page, out error)) return error;
        if (!parameters.Flag("daily").TryGet(out var isDaily, out error)) return error;
        if (isDaily && page.PageSize > ReadDailyUsage.MaxRows)
            return Error.Invalid($"'pageSize' must be at most {ReadDailyUsage.MaxRows} with 'daily'.", "pageSize");
        var reading = pages.ReadAsync(
            caller,
            request,
            page.Page,
            QueryParameters.Paging,
            () => overview.ExecuteAsync(caller, query, cancellationToken),
            rows => rows.Count);
        if (!(await reading).TryGet(out var found, out error)) return error;
        var days = isDaily && !Accepts.Csv(request)
            ? await daily.ExecuteAsync(found.Page(page.Page, page.PageSize).Rows, cancellationToken)
            : null;
        return new OverviewPage(found, page.Page, page.PageSize, days);
    }

    private static Result<OverviewQuery> ReadQuery(QueryParameters parameters)
    {
        if (!parameters.Choice<OverviewColumn>("sortBy", "column").TryGet(out var sortBy, out var error)) return error;
        if (!parameters.Flag("descending").TryGet(out var descending, out error)) return error;
        if (!parameters.Choice<ApiUserType>("type", "type").TryGet(out var type, out error)) return error;
        if (!parameters.Choice<LastUsedStatus>("lastUsed", "state").TryGet(out var state, out error)) return error;
        if (!parameters.Search().TryGet(out var search, out error)) return error;

        AccountId? operatorId = null;
        if (parameters.Text("operatorId") is { } text)
        {
            if (!V1Ids.Read(text, AccountKind.Operator, "operatorId").TryGet(out var id, out error)) return error;
            operatorId = id;
        }
        return new OverviewQuery
        {
            SortBy = sortBy ?? OverviewColumn.Operator,
            Descending = descending,
            OperatorId = operatorId,
            Type = type,
            LastUsed = state,
            Search = search,
        };
    }

    private static IResult Answer(HttpRequest request, OverviewPage result)
    {
        var (overview, page, pageSize, days) = result;
        request.HttpContext.Response.Headers.Vary = "Accept";
        if (Accepts.Csv(request)) return new OverviewCsv(overview, Accepts.ByteOrderMark(request));
        var (total, rows) = overview.Page(page, pageSize);
        var list = rows.Select(row => V1ApiUserResponse.Of(row) with { DailyRequests = days?.GetValueOrDefault(row.Id) });
        return TypedResults.Json(new(overview.AsOf, total, page, pageSize, [.. list]), V1Json.Default.V1OverviewResponse);
    }

    /// <param name="Days">The requests of the API users on the page by day; null if they were not requested.</param>
    private sealed record OverviewPage(
        OverviewOfApiUsers Overview, int Page, int PageSize, IReadOnlyDictionary<AccountId, IReadOnlyList<long>>? Days);
}
