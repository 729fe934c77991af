using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Uptrends;

/// <summary><c>/v4/OperatorGroup</c>: groups of operators.</summary>
public sealed class OperatorGroupFunctions(
    UptrendsApi api, ListGroups list, CreateGroup create, GetGroup get, ChangeGroup change, DeleteGroup delete)
{
    /// <summary>What this dialect calls a group's name, in a message.</summary>
    private const string Called = "description";

    [Function(nameof(UptrendsListOperatorGroups))]
    public Task<IResult> UptrendsListOperatorGroups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/OperatorGroup")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => list.ExecuteAsync(caller, cancellationToken), Answer, cancellationToken);

    [Function(nameof(UptrendsCreateOperatorGroup))]
    public Task<IResult> UptrendsCreateOperatorGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/OperatorGroup")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => CreateAsync(caller, request, cancellationToken), created => AnswerCreated(request, created), cancellationToken);

    [Function(nameof(UptrendsGetOperatorGroup))]
    public Task<IResult> UptrendsGetOperatorGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/OperatorGroup/{operatorGroupGuid}")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request, caller => Guids.OnGroupAsync(operatorGroupGuid, id => get.ExecuteAsync(caller, id, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UptrendsUpdateOperatorGroup))]
    public Task<IResult> UptrendsUpdateOperatorGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v4/OperatorGroup/{operatorGroupGuid}")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => Guids.OnGroupAsync(operatorGroupGuid, id => UpdateAsync(caller, id, request, cancellationToken)),
            AnswerDone,
            cancellationToken);

    [Function(nameof(UptrendsDeleteOperatorGroup))]
    public Task<IResult> UptrendsDeleteOperatorGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v4/OperatorGroup/{operatorGroupGuid}")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request, caller => Guids.OnGroupAsync(operatorGroupGuid, id => delete.ExecuteAsync(caller, id, cancellationToken)), AnswerDone, cancellationToken);

    private async Task<Result<Group>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        (await ReadNameAsync(request, cancellationToken)).TryGet(out var name, out var error)
            ? await create.ExecuteAsync(caller, name, Called, description: "", cancellationToken)
            : error;

    private async Task<Result<Done>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        (await ReadNameAsync(request, cancellationToken)).TryGet(out var name, out var error)
            ? await change.ExecuteAsync(caller, id, name, Called, description: null, cancellationToken)
            : error;

    private static async Task<Result<string>> ReadNameAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await JsonBody.ReadAsync(request, UptrendsJson.Default.OperatorGroupRequest, cancellationToken)).TryGet(out var body, out var error)
            ? body.Read()
            : error;

    private static IResult Answer(IReadOnlyList<Group> groups) =>
        TypedResults.Json([.. groups.Select(OperatorGroupResponse.Of)], UptrendsJson.Default.IReadOnlyListOperatorGroupResponse);

    private static IResult Answer(Group group) => TypedResults.Json(OperatorGroupResponse.Of(group), UptrendsJson.Default.OperatorGroupResponse);

    private static JsonHttpResult<OperatorGroupResponse> AnswerCreated(HttpRequest request, Group created)
    {
        request.HttpContext.Response.Headers.Location = $"/v4/OperatorGroup/{created.Id}";
        return TypedResults.Json(
            OperatorGroupResponse.Of(created), UptrendsJson.Default.OperatorGroupResponse, statusCode: StatusCodes.Status201Created);
    }

    private static IResult AnswerDone(Done done) => TypedResults.NoContent();
}
