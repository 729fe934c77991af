using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary><c>/userservice/management/v1/users</c>: users, which are operators, by user name.</summary>
public sealed class MarketoUserFunctions(
    MarketoApi api, MarketoUsers users, ListOperators list, ChangeOperator change, DeleteOperator delete, PagedReads pages)
{
    private const int MaxPageSize = 200;
    private const int DefaultPageSize = 20;
    private static readonly string[] Paging = ["pageSize", "pageOffset"];

    [Function(nameof(MarketoListUsers))]
    public Task<IResult> MarketoListUsers(
        [HttpTrigger(Anonymous, "get", "head", Route = "userservice/management/v1/users/allusers.json")] HttpRequest request,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => ListAsync(caller, request, cancellationToken),
            found => TypedResults.Json(found, MarketoJson.Default.IReadOnlyListMarketoUserSummaryResponse),
            cancellationToken);

    [Function(nameof(MarketoGetUser))]
    public Task<IResult> MarketoGetUser(
        [HttpTrigger(Anonymous, "get", "head", Route = "userservice/management/v1/users/{userid}/user.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => users.UserAsync(caller, request, userid, cancellationToken)
                .ThenAsync(user => users.ShowAsync(caller, user, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(MarketoUpdateUser))]
    public Task<IResult> MarketoUpdateUser(
        [HttpTrigger(Anonymous, "post", Route = "userservice/management/v1/users/{userid}/update.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ManageOperators,
            caller => users.UserAsync(caller, request, userid, cancellationToken)
                .ThenAsync(user => UpdateAsync(caller, user, request, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(MarketoDeleteUser))]
    public Task<IResult> MarketoDeleteUser(
        [HttpTrigger(Anonymous, "post", Route = "userservice/management/v1/users/{userid}/delete.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ManageOperators,
            caller => users.UserAsync(caller, request, userid, cancellationToken)
                .ThenAsync(user => delete.ExecuteAsync(caller, user.Id, cancellationToken)),
            _ => TypedResults.Json(true, MarketoJson.Default.Boolean),
            cancellationToken);

    private async Task<Result<IReadOnlyList<MarketoUserSummaryResponse>>> ListAsync(
        Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryParameters.Among(request, Paging).TryGet(out var parameters, out var error)) return error;
        if (!parameters.Number("pageSize", 1, MaxPageSize, DefaultPageSize).TryGet(out var pageSize, out error)) return error;
        if (!parameters.Number("pageOffset", 0, int.MaxValue, 0).TryGet(out var pageOffset, out error)) return error;
        var reading = pages.ReadAsync(
            caller,
            request,
            pageOffset,
            Paging,
            () => list.ExecuteAsync(caller, cancellationToken),
            operators => operators.Count);
        if (!(await reading).TryGet(out var found, out error)) return error;
        var accepted = found.Select(user => user.Value).Where(user => user.Status != OperatorStatus.Invited);
        return accepted.Skip(pageOffset).Take(pageSize).Select(MarketoUserSummaryResponse.Of).ToList();
    }

    private Task<Result<MarketoUserResponse>> UpdateAsync(
        Caller caller, Operator user, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, MarketoJson.Default.MarketoUpdateUserRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(changes => change.ExecuteAsync(caller, user.Id, changes, version: null, cancellationToken))
            .ThenAsync(changed => users.ShowAsync(caller, changed, cancellationToken));

    private static JsonHttpResult<MarketoUserResponse> Answer(MarketoUserResponse user) =>
        TypedResults.Json(user, MarketoJson.Default.MarketoUserResponse);
}
