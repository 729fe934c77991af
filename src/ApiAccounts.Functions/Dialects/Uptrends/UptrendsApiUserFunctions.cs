using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Usage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/ApiUser</c>: API users, called with the Basic credentials of one.</summary>
public sealed class UptrendsApiUserFunctions(
    Api api,
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
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/ApiUser")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => list.ExecuteAsync(caller, cancellationToken), Answer, cancellationToken);

    [Function(nameof(UptrendsCreateApiUser))]
    public Task<IResult> UptrendsCreateApiUser(
        [HttpTrigger(Anonymous, "post", Route = "v4/ApiUser")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(UptrendsListApiUsersOfOperator))]
    public Task<IResult> UptrendsListApiUsersOfOperator(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/ApiUser/Operator/{operatorGuid}")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => list.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UptrendsGetApiUser))]
    public Task<IResult> UptrendsGetApiUser(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/ApiUser/{apiUserGuid}")] HttpRequest request,
        string apiUserGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.ApiUser(apiUserGuid).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UptrendsUpdateApiUser))]
    public Task<IResult> UptrendsUpdateApiUser(
        [HttpTrigger(Anonymous, "put", Route = "v4/ApiUser/{apiUserGuid}")] HttpRequest request,
        string apiUserGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.ApiUser(apiUserGuid).ThenAsync(id => UpdateAsync(caller, id, request, cancellationToken)),
            AnswerNoContent,
            cancellationToken);

    [Function(nameof(UptrendsDeleteApiUser))]
    public Task<IResult> UptrendsDeleteApiUser(
        [HttpTrigger(Anonymous, "delete", Route = "v4/ApiUser/{apiUserGuid}")] HttpRequest request,
        string apiUserGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.ApiUser(apiUserGuid).ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            AnswerNoContent,
            cancellationToken);

    private Task<Result<RegisteredApiUser>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        ReadBodyAsync(request, cancellationToken)
            .ThenAsync(body => register.ExecuteAsync(caller, body.OperatorId, new(body.Description), cancellationToken));

    private Task<Result<Unit>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        ReadBodyAsync(request, cancellationToken)
            .ThenAsync(body => change.ExecuteAsync(caller, id, body.OperatorId, body.Description, cancellationToken));

    private static Task<Result<(AccountId OperatorId, string Description)>> ReadBodyAsync(
        HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, UptrendsJson.Default.UptrendsApiUserRequest, cancellationToken).Then(body => body.Read());

    private IResult Answer(IReadOnlyList<ApiUser> apiUsers) =>
        new StreamedJson<UptrendsApiUserResponse>(apiUsers.Select(ResponseOf), UptrendsJson.Default.UptrendsApiUserResponse);

    private IResult Answer(ApiUser apiUser) => TypedResults.Json(ResponseOf(apiUser), UptrendsJson.Default.UptrendsApiUserResponse);

    private JsonHttpResult<UptrendsApiUserResponse> AnswerCreated(HttpRequest request, RegisteredApiUser created)
    {
        request.HttpContext.Response.Headers.Location = $"/v4/ApiUser/{created.ApiUser.Id}";
        var response = ResponseOf(created.ApiUser) with { Password = created.Secret };
        return TypedResults.Json(response, UptrendsJson.Default.UptrendsApiUserResponse, statusCode: StatusCodes.Status201Created);
    }

    private static IResult AnswerNoContent(Unit _) => TypedResults.NoContent();

    private UptrendsApiUserResponse ResponseOf(ApiUser apiUser) =>
        UptrendsApiUserResponse.Of(apiUser, clock.GetUtcNow(), lastUsed.Value.TrackedSince);
}
