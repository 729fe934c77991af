using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Uptrends;

/// <summary><c>/v4/ApiUser</c>: API users, called with the Basic credentials of one.</summary>
public sealed class ApiUserFunctions(
    UptrendsApi api,
    ListApiUsers list,
    RegisterApiUser register,
    GetApiUser get,
    ChangeApiUser change,
    DeleteApiUser delete,
    TimeProvider clock,
    IOptions<LastUsedOptions> lastUsed)
{
    [Function(nameof(UptrendsListApiUsers))]
    public Task<IResult> UptrendsListApiUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/ApiUser")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => list.ExecuteAsync(caller, cancellationToken), Answer, cancellationToken);

    [Function(nameof(UptrendsCreateApiUser))]
    public Task<IResult> UptrendsCreateApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/ApiUser")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => CreateAsync(caller, request, cancellationToken), created => AnswerCreated(request, created), cancellationToken);

    [Function(nameof(UptrendsListApiUsersOfOperator))]
    public Task<IResult> UptrendsListApiUsersOfOperator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/ApiUser/Operator/{operatorGuid}")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(request, caller => ListOfOperatorAsync(caller, operatorGuid, cancellationToken), Answer, cancellationToken);

    [Function(nameof(UptrendsGetApiUser))]
    public Task<IResult> UptrendsGetApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/ApiUser/{apiUserGuid}")] HttpRequest request,
        string apiUserGuid, CancellationToken cancellationToken) =>
        api.As(request, caller => OnAsync(apiUserGuid, id => get.ExecuteAsync(caller, id, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UptrendsUpdateApiUser))]
    public Task<IResult> UptrendsUpdateApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v4/ApiUser/{apiUserGuid}")] HttpRequest request,
        string apiUserGuid, CancellationToken cancellationToken) =>
        api.As(request, caller => OnAsync(apiUserGuid, id => UpdateAsync(caller, id, request, cancellationToken)), AnswerDone, cancellationToken);

    [Function(nameof(UptrendsDeleteApiUser))]
    public Task<IResult> UptrendsDeleteApiUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v4/ApiUser/{apiUserGuid}")] HttpRequest request,
        string apiUserGuid, CancellationToken cancellationToken) =>
        api.As(request, caller => OnAsync(apiUserGuid, id => delete.ExecuteAsync(caller, id, cancellationToken)), AnswerDone, cancellationToken);

    private static async Task<Result<T>> OnAsync<T>(string apiUserGuid, Func<AccountId, Task<Result<T>>> operation) =>
        Guids.Read(apiUserGuid, AccountKind.ApiUser, "API user").TryGet(out var id, out var error) ? await operation(id) : error;

    private async Task<Result<IReadOnlyList<ApiUser>>> ListOfOperatorAsync(Caller caller, string operatorGuid, CancellationToken cancellationToken) =>
        Guids.Read(operatorGuid, AccountKind.Operator, "operator").TryGet(out var operatorId, out var error)
            ? await list.ExecuteAsync(caller, operatorId, cancellationToken)
            : error;

    private async Task<Result<RegisteredApiUser>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        (await ReadBodyAsync(request, cancellationToken)).TryGet(out var body, out var error)
            ? await register.ExecuteAsync(caller, body.OperatorId, new(body.Description), cancellationToken)
            : error;

    private async Task<Result<Done>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        (await ReadBodyAsync(request, cancellationToken)).TryGet(out var body, out var error)
            ? await change.ExecuteAsync(caller, id, body.OperatorId, body.Description, cancellationToken)
            : error;

    private static async Task<Result<(AccountId OperatorId, string Description)>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await JsonBody.ReadAsync(request, UptrendsJson.Default.ApiUserRequest, cancellationToken)).TryGet(out var body, out var error) ? body.Read() : error;

    private IResult Answer(IReadOnlyList<ApiUser> apiUsers) =>
        TypedResults.Json([.. apiUsers.Select(ResponseOf)], UptrendsJson.Default.IReadOnlyListApiUserResponse);

    private IResult Answer(ApiUser apiUser) => TypedResults.Json(ResponseOf(apiUser), UptrendsJson.Default.ApiUserResponse);

    private JsonHttpResult<ApiUserResponse> AnswerCreated(HttpRequest request, RegisteredApiUser created)
    {
        request.HttpContext.Response.Headers.Location = $"/v4/ApiUser/{created.ApiUser.Id}";
        return TypedResults.Json(
            ResponseOf(created.ApiUser) with { Password = created.Secret }, UptrendsJson.Default.ApiUserResponse, statusCode: StatusCodes.Status201Created);
    }

    private static IResult AnswerDone(Done done) => TypedResults.NoContent();

    private ApiUserResponse ResponseOf(ApiUser apiUser) => ApiUserResponse.Of(apiUser, clock.GetUtcNow(), lastUsed.Value.TrackedSince);
}
