using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary><c>/api/v1/users</c>: operators, which this dialect calls users.</summary>
public sealed class AudienceUserFunctions(
    Api api,
    AudienceIds ids,
    ListOperators list,
    AddOperator add,
    GetOperator get,
    ChangeOperator change,
    DeleteOperator delete,
    DeleteOperators deleteAll,
    PagedReads pages,
    TimeProvider clock)
{
    [Function(nameof(AudienceListUsers))]
    public Task<IResult> AudienceListUsers(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/users")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => ListAsync(caller, request, cancellationToken), answer => answer, cancellationToken);

    [Function(nameof(AudienceCreateUser))]
    public Task<IResult> AudienceCreateUser(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/users")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(AudienceBulkDeleteUsers))]
    public Task<IResult> AudienceBulkDeleteUsers(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/users/bulk-delete")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => DeleteAllAsync(caller, request, cancellationToken), _ => TypedResults.NoContent(), cancellationToken);

    [Function(nameof(AudienceGetUser))]
    public Task<IResult> AudienceGetUser(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.UserAsync(caller, userId, Permission.ReadOperators, cancellationToken)
                .ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            found => Answer(found.Value),
            cancellationToken);

    [Function(nameof(AudienceUpdateUser))]
    public Task<IResult> AudienceUpdateUser(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.UserAsync(caller, userId, Permission.ManageOperators, cancellationToken)
                .ThenAsync(id => UpdateAsync(caller, id, request, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceDeleteUser))]
    public Task<IResult> AudienceDeleteUser(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.UserAsync(caller, userId, Permission.ManageOperators, cancellationToken)
                .ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    private async Task<Result<IResult>> ListAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ListQuery<AudienceUserResponse>.Read(request, AudienceUserResponse.Columns).TryGet(out var query, out var error)) return error;
        if (!ReadGroups(request.Query).TryGet(out var groups, out error)) return error;
        var reading = pages.ReadAsync(
            caller,
            request,
            query.PageNumber,
            QueryParameters.Paging,
            () => list.ExecuteAsync(caller, groups, cancellationToken),
            operators => operators.Count);
        if (!(await reading).TryGet(out var found, out error)) return error;
        var now = clock.GetUtcNow();
        var users = found.Select(one => AudienceUserResponse.Of(one.Value, now)).ToList();
        return query.IsPaged
            ? TypedResults.Json(query.PageOf(users), AudienceJson.Default.PageOfUsers)
            : TypedResults.Json(users, AudienceJson.Default.IReadOnlyListAudienceUserResponse);
    }

    /// <summary>Also accepts <c>groupdId</c>, a misspelling in the documentation of the original.</summary>
    private static Result<IReadOnlyCollection<uint>> ReadGroups(IQueryCollection query)
    {
        var groups = new SortedSet<uint>();
        foreach (var name in (string[])["groupId", "groupdId"])
        {
            foreach (var text in query[name])
            {
                if (!WholeNumber.Read(text, name).TryGet(out var group, out var error)) return error;
                groups.Add(group);
            }
        }
        return groups;
    }

    private Task<Result<Versioned<Operator>>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.AudienceUserRequest, cancellationToken)
            .Then(body => body.ReadWhole())
            .ThenAsync(fields => add.ExecuteAsync(caller, fields, cancellationToken));

    private Task<Result<Operator>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.AudienceUserRequest, cancellationToken)
            .Then(body => body.ReadWhole(caller, id.UserId))
            .ThenAsync(changes => change.ExecuteAsync(caller, id, changes, version: null, cancellationToken));

    private Task<Result<Unit>> DeleteAllAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        AudienceBulkDeleteRequest.ReadAsync(request, cancellationToken)
            .ThenAsync(userIds => deleteAll.ExecuteAsync(caller, userIds, cancellationToken));

    private JsonHttpResult<AudienceUserResponse> Answer(Operator user) =>
        TypedResults.Json(AudienceUserResponse.Of(user, clock.GetUtcNow()), AudienceJson.Default.AudienceUserResponse);

    private JsonHttpResult<AudienceCreatedUserResponse> AnswerCreated(HttpRequest request, Versioned<Operator> created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/users/{created.Value.Id.UserId}";
        var response = AudienceCreatedUserResponse.Of(AudienceUserResponse.Of(created.Value, clock.GetUtcNow()));
        return TypedResults.Json(response, AudienceJson.Default.AudienceCreatedUserResponse, statusCode: StatusCodes.Status201Created);
    }
}
