using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Usage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.V1.ApiUsers;

/// <summary>
/// <c>/api/v1/api-users/{id}</c> and <c>/api/v1/operators/{id}/api-users</c>: single API users, and those of an operator.
/// </summary>
public sealed class V1ApiUserFunctions(
    Api api,
    ListApiUsers list,
    RegisterApiUser register,
    SaveApiUserChanges save,
    GetApiUser get,
    UpdateApiUser update,
    RotateApiUser rotate,
    DeleteApiUser delete,
    TimeProvider clock,
    IOptions<LastUsedOptions> lastUsed)
{
    [Function(nameof(ListApiUsersOfOperator))]
    public Task<IResult> ListApiUsersOfOperator(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/operators/{operatorId}/api-users")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => list.ExecuteAsync(caller, id, cancellationToken)),
            found => TypedResults.Json([.. found.Select(ResponseOf)], V1Json.Default.IReadOnlyListV1ApiUserResponse),
            cancellationToken);

    [Function(nameof(CreateApiUser))]
    public Task<IResult> CreateApiUser(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operators/{operatorId}/api-users")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => CreateAsync(caller, id, request, cancellationToken)),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(SaveApiUsersOfOperator))]
    public Task<IResult> SaveApiUsersOfOperator(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operators/{operatorId}/api-users/changes")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => SaveAsync(caller, id, request, cancellationToken)),
            saved => TypedResults.Json(
                new([.. saved.Added.Select(WithSecret)], [.. saved.Deleted.Select(id => id.ToString())]),
                V1Json.Default.V1ApiUserChangesResponse),
            cancellationToken);

    [Function(nameof(GetApiUser))]
    public Task<IResult> GetApiUser(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/api-users/{apiUserId}")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.ApiUser(apiUserId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UpdateApiUser))]
    public Task<IResult> UpdateApiUser(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/api-users/{apiUserId}")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.ApiUser(apiUserId).ThenAsync(id => UpdateAsync(caller, id, request, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(DeleteApiUser))]
    public Task<IResult> DeleteApiUser(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/api-users/{apiUserId}")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.ApiUser(apiUserId).ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(RotateApiUser))]
    public Task<IResult> RotateApiUser(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/api-users/{apiUserId}/rotate")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.ApiUser(apiUserId).ThenAsync(id => RotateAsync(caller, id, request, cancellationToken)),
            rotated => TypedResults.Json(ResponseOf(rotated.ApiUser) with { Secret = rotated.Secret }, V1Json.Default.V1ApiUserResponse),
            cancellationToken);

    private Task<Result<RegisteredApiUser>> CreateAsync(
        Caller caller, AccountId operatorId, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1CreateApiUserRequest, cancellationToken)
            .Then(body => body.Read("$"))
            .ThenAsync(apiUser => register.ExecuteAsync(caller, operatorId, apiUser, cancellationToken));

    private Task<Result<SavedApiUserChanges>> SaveAsync(
        Caller caller, AccountId operatorId, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1ApiUserChangesRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(changes => save.ExecuteAsync(caller, operatorId, changes.Add, changes.Delete, cancellationToken));

    private Task<Result<ApiUser>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1UpdateApiUserRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(settings => update.ExecuteAsync(caller, id, settings, cancellationToken));

    private Task<Result<RotatedApiUser>> RotateAsync(
        Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        V1RotateRequest.ReadAsync(request, cancellationToken)
            .ThenAsync(body => rotate.ExecuteAsync(caller, id, body.OverlapDays, cancellationToken));

    private JsonHttpResult<V1ApiUserResponse> Answer(ApiUser apiUser) =>
        TypedResults.Json(ResponseOf(apiUser), V1Json.Default.V1ApiUserResponse);

    private JsonHttpResult<V1ApiUserResponse> AnswerCreated(HttpRequest request, RegisteredApiUser created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/api-users/{created.ApiUser.Id}";
        return TypedResults.Json(WithSecret(created), V1Json.Default.V1ApiUserResponse, statusCode: StatusCodes.Status201Created);
    }

    private V1ApiUserResponse WithSecret(RegisteredApiUser created) => ResponseOf(created.ApiUser) with { Secret = created.Secret };

    private V1ApiUserResponse ResponseOf(ApiUser apiUser) =>
        V1ApiUserResponse.Of(apiUser, clock.GetUtcNow(), lastUsed.Value.TrackedSince);
}
