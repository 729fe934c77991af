using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Native;

/// <summary><c>/api/v1/api-users/{id}</c> and <c>/api/v1/operators/{id}/api-users</c>: API users, one by one and those of an operator.</summary>
public sealed class ApiUserFunctions(
    NativeApi api,
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
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/operators/{operatorId}/api-users")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnOperator(operatorId, id => list.ExecuteAsync(caller, id, cancellationToken)),
            found => TypedResults.Json([.. found.Select(ResponseOf)], NativeJson.Default.IReadOnlyListApiUserResponse),
            cancellationToken);

    [Function(nameof(CreateApiUser))]
    public Task<IResult> CreateApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/operators/{operatorId}/api-users")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnOperator(operatorId, id => CreateAsync(caller, id, request, cancellationToken)),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(SaveApiUsersOfOperator))]
    public Task<IResult> SaveApiUsersOfOperator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/operators/{operatorId}/api-users/changes")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnOperator(operatorId, id => SaveAsync(caller, id, request, cancellationToken)),
            saved => TypedResults.Json(
                new([.. saved.Added.Select(WithSecret)], [.. saved.Deleted.Select(id => id.ToString())]), NativeJson.Default.ApiUserChangesResponse),
            cancellationToken);

    [Function(nameof(GetApiUser))]
    public Task<IResult> GetApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/api-users/{apiUserId}")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request, caller => NativeIds.OnApiUser(apiUserId, id => get.ExecuteAsync(caller, id, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UpdateApiUser))]
    public Task<IResult> UpdateApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/api-users/{apiUserId}")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request, caller => NativeIds.OnApiUser(apiUserId, id => UpdateAsync(caller, id, request, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(DeleteApiUser))]
    public Task<IResult> DeleteApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/api-users/{apiUserId}")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnApiUser(apiUserId, id => delete.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(RotateApiUser))]
    public Task<IResult> RotateApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/api-users/{apiUserId}/rotate")] HttpRequest request,
        string apiUserId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnApiUser(apiUserId, id => RotateAsync(caller, id, request, cancellationToken)),
            rotated => TypedResults.Json(ResponseOf(rotated.ApiUser) with { Secret = rotated.Secret }, NativeJson.Default.ApiUserResponse),
            cancellationToken);

    private async Task<Result<RegisteredApiUser>> CreateAsync(Caller caller, AccountId operatorId, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.CreateApiUserRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read("$").TryGet(out var asked, out var fault) ? await register.ExecuteAsync(caller, operatorId, asked, cancellationToken) : fault;
    }

    private async Task<Result<SavedApiUserChanges>> SaveAsync(Caller caller, AccountId operatorId, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.ApiUserChangesRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read().TryGet(out var asked, out var fault)
            ? await save.ExecuteAsync(caller, operatorId, asked.Add, asked.Delete, cancellationToken)
            : fault;
    }

    private async Task<Result<ApiUser>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.UpdateApiUserRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read().TryGet(out var settings, out var fault) ? await update.ExecuteAsync(caller, id, settings, cancellationToken) : fault;
    }

    private async Task<Result<RotatedApiUser>> RotateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await RotateRequest.ReadAsync(request, cancellationToken);
        return read.TryGet(out var body, out var error) ? await rotate.ExecuteAsync(caller, id, body.OverlapDays, cancellationToken) : error;
    }

    private JsonHttpResult<ApiUserResponse> Answer(ApiUser apiUser) => TypedResults.Json(ResponseOf(apiUser), NativeJson.Default.ApiUserResponse);

    private JsonHttpResult<ApiUserResponse> AnswerCreated(HttpRequest request, RegisteredApiUser created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/api-users/{created.ApiUser.Id}";
        return TypedResults.Json(WithSecret(created), NativeJson.Default.ApiUserResponse, statusCode: StatusCodes.Status201Created);
    }

    private ApiUserResponse WithSecret(RegisteredApiUser made) => ResponseOf(made.ApiUser) with { Secret = made.Secret };

    private ApiUserResponse ResponseOf(ApiUser apiUser) => ApiUserResponse.Of(apiUser, clock.GetUtcNow(), lastUsed.Value.TrackedSince);
}
