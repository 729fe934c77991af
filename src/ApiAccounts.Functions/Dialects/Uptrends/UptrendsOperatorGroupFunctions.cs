using ApiAccounts.Core.Directory.Groups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/OperatorGroup</c>: groups of operators.</summary>
public sealed class UptrendsOperatorGroupFunctions(
    Api api, ListGroups list, CreateGroup create, GetGroup get, ChangeGroup change, DeleteGroup delete)
{
    /// <summary>This dialect's term for the name of a group, for error messages.</summary>
    private const string NameTerm = "description";

    [Function(nameof(UptrendsListOperatorGroups))]
    public Task<IResult> UptrendsListOperatorGroups(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/OperatorGroup")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => list.ExecuteAsync(caller, cancellationToken), Answer, cancellationToken);

    [Function(nameof(UptrendsCreateOperatorGroup))]
    public Task<IResult> UptrendsCreateOperatorGroup(
        [HttpTrigger(Anonymous, "post", Route = "v4/OperatorGroup")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(UptrendsGetOperatorGroup))]
    public Task<IResult> UptrendsGetOperatorGroup(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/OperatorGroup/{operatorGroupGuid}")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UptrendsUpdateOperatorGroup))]
    public Task<IResult> UptrendsUpdateOperatorGroup(
        [HttpTrigger(Anonymous, "put", Route = "v4/OperatorGroup/{operatorGroupGuid}")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => UpdateAsync(caller, id, request, cancellationToken)),
            AnswerNoContent,
            cancellationToken);

    [Function(nameof(UptrendsDeleteOperatorGroup))]
    public Task<IResult> UptrendsDeleteOperatorGroup(
        [HttpTrigger(Anonymous, "delete", Route = "v4/OperatorGroup/{operatorGroupGuid}")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            AnswerNoContent,
            cancellationToken);

    private Task<Result<Group>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        ReadNameAsync(request, cancellationToken)
            .ThenAsync(name => create.ExecuteAsync(caller, name, NameTerm, description: null, cancellationToken));

    private Task<Result<Unit>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        ReadNameAsync(request, cancellationToken)
            .ThenAsync(name => change.ExecuteAsync(caller, id, name, NameTerm, description: null, cancellationToken));

    private static Task<Result<string>> ReadNameAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, UptrendsJson.Default.UptrendsOperatorGroupRequest, cancellationToken).Then(body => body.Read());

    private static IResult Answer(IReadOnlyList<Group> groups) =>
        new StreamedJson<UptrendsOperatorGroupResponse>(
            groups.Select(UptrendsOperatorGroupResponse.Of), UptrendsJson.Default.UptrendsOperatorGroupResponse);

    private static IResult Answer(Group group) =>
        TypedResults.Json(UptrendsOperatorGroupResponse.Of(group), UptrendsJson.Default.UptrendsOperatorGroupResponse);

    private static JsonHttpResult<UptrendsOperatorGroupResponse> AnswerCreated(HttpRequest request, Group created)
    {
        request.HttpContext.Response.Headers.Location = $"/v4/OperatorGroup/{created.Id}";
        return TypedResults.Json(
            UptrendsOperatorGroupResponse.Of(created),
            UptrendsJson.Default.UptrendsOperatorGroupResponse,
            statusCode: StatusCodes.Status201Created);
    }

    private static IResult AnswerNoContent(Unit _) => TypedResults.NoContent();
}
