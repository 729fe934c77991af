using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Native;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary><c>/users</c> under <c>/api/v1</c> and <c>/v1</c>: operators, as this dialect sees them.</summary>
public sealed class UserFunctions(
    NativeApi api,
    AudienceIds ids,
    ListOperators list,
    AddOperator add,
    GetOperator get,
    ChangeOperator change,
    DeleteOperator delete,
    DeleteOperators deleteAll,
    TimeProvider clock)
{
    [Function(nameof(AudienceListUsers))]
    public Task<IResult> AudienceListUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/users")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => ListAsync(caller, request, cancellationToken), answer => answer, cancellationToken);

    [Function(nameof(AudienceListUsersV1))]
    public Task<IResult> AudienceListUsersV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/users")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceListUsers(request, cancellationToken);

    [Function(nameof(AudienceCreateUser))]
    public Task<IResult> AudienceCreateUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/users")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => CreateAsync(caller, request, cancellationToken), created => AnswerCreated(request, created), cancellationToken);

    [Function(nameof(AudienceCreateUserV1))]
    public Task<IResult> AudienceCreateUserV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/users")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceCreateUser(request, cancellationToken);

    [Function(nameof(AudienceBulkDeleteUsers))]
    public Task<IResult> AudienceBulkDeleteUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/users/bulk-delete")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => DeleteAllAsync(caller, request, cancellationToken), _ => TypedResults.NoContent(), cancellationToken);

    [Function(nameof(AudienceBulkDeleteUsersV1))]
    public Task<IResult> AudienceBulkDeleteUsersV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/users/bulk-delete")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceBulkDeleteUsers(request, cancellationToken);

    [Function(nameof(AudienceGetUser))]
    public Task<IResult> AudienceGetUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnUserAsync(
                caller, userId, Permission.ReadOperators, id => get.ExecuteAsync(caller, id, cancellationToken).InWordsOfDialect(), cancellationToken),
            found => Answer(found.Value),
            cancellationToken);

    [Function(nameof(AudienceGetUserV1))]
    public Task<IResult> AudienceGetUserV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        AudienceGetUser(request, userId, cancellationToken);

    [Function(nameof(AudienceUpdateUser))]
    public Task<IResult> AudienceUpdateUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnUserAsync(
                caller, userId, Permission.ManageOperators, id => UpdateAsync(caller, id, request, cancellationToken), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceUpdateUserV1))]
    public Task<IResult> AudienceUpdateUserV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        AudienceUpdateUser(request, userId, cancellationToken);

    [Function(nameof(AudienceDeleteUser))]
    public Task<IResult> AudienceDeleteUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnUserAsync(
                caller, userId, Permission.ManageOperators, id => delete.ExecuteAsync(caller, id, cancellationToken).InWordsOfDialect(), cancellationToken),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(AudienceDeleteUserV1))]
    public Task<IResult> AudienceDeleteUserV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/users/{userId}")] HttpRequest request,
        string userId, CancellationToken cancellationToken) =>
        AudienceDeleteUser(request, userId, cancellationToken);

    private async Task<Result<IResult>> ListAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ListQuery<UserResponse>.Read(request, UserResponse.Columns).TryGet(out var query, out var error)) return error;
        if (!ReadGroups(request.Query).TryGet(out var groups, out error)) return error;
        if (!(await list.ExecuteAsync(caller, groups, cancellationToken)).TryGet(out var found, out error)) return error with { Target = "groupId" };
        var now = clock.GetUtcNow();
        var users = found.Select(one => UserResponse.Of(one.Value, now)).ToList();
        return query.IsPaged
            ? TypedResults.Json(query.PageOf(users), AudienceJson.Default.PageOfUsers)
            : TypedResults.Json(users, AudienceJson.Default.IReadOnlyListUserResponse);
    }

    /// <summary>The parameter is also read by the name that the original's page misspells.</summary>
    private static Result<IReadOnlyCollection<uint>> ReadGroups(IQueryCollection query)
    {
        var groups = new SortedSet<uint>();
        foreach (var name in (string[])["groupId", "groupdId"])
        {
            foreach (var text in query[name])
            {
                if (!NativeIds.ReadNumber(text, name).TryGet(out var group, out var error)) return error;
                groups.Add(group);
            }
        }
        return groups;
    }

    private async Task<Result<Stored<Operator>>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, AudienceJson.Default.UserRequest, cancellationToken)).TryGet(out var body, out var error)) return error;
        return body.ReadWhole().TryGet(out var fields, out error) ? await add.ExecuteAsync(caller, fields, cancellationToken).InWordsOfDialect() : error;
    }

    private async Task<Result<Operator>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, AudienceJson.Default.UserRequest, cancellationToken)).TryGet(out var body, out var error)) return error;
        return body.ReadWhole(caller, id.UserId).TryGet(out var changes, out error)
            ? await change.ExecuteAsync(caller, id, changes, version: null, cancellationToken).InWordsOfDialect()
            : error;
    }

    private async Task<Result<Done>> DeleteAllAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        (await BulkDeleteRequest.ReadAsync(request, cancellationToken)).TryGet(out var userIds, out var error)
            ? await deleteAll.ExecuteAsync(caller, userIds, cancellationToken)
            : error;

    private JsonHttpResult<UserResponse> Answer(Operator user) =>
        TypedResults.Json(UserResponse.Of(user, clock.GetUtcNow()), AudienceJson.Default.UserResponse);

    private JsonHttpResult<UserResponse> AnswerCreated(HttpRequest request, Stored<Operator> created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/users/{created.Value.Id.UserId}";
        return TypedResults.Json(
            UserResponse.Of(created.Value, clock.GetUtcNow()), AudienceJson.Default.UserResponse, statusCode: StatusCodes.Status201Created);
    }
}
