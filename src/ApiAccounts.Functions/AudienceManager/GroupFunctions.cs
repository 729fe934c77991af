using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Native;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary><c>/groups</c> under <c>/api/v1</c> and <c>/v1</c>: groups of users.</summary>
public sealed class GroupFunctions(
    NativeApi api, AudienceIds ids, ReadGroups read, CreateGroup create, ChangeGroup change, DeleteGroup delete, DeleteGroups deleteAll)
{
    [Function(nameof(AudienceListGroups))]
    public Task<IResult> AudienceListGroups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/groups")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => ListAsync(caller, request, cancellationToken), answer => answer, cancellationToken);

    [Function(nameof(AudienceListGroupsV1))]
    public Task<IResult> AudienceListGroupsV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/groups")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceListGroups(request, cancellationToken);

    [Function(nameof(AudienceCreateGroup))]
    public Task<IResult> AudienceCreateGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/groups")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => CreateAsync(caller, request, cancellationToken), created => AnswerCreated(request, created), cancellationToken);

    [Function(nameof(AudienceCreateGroupV1))]
    public Task<IResult> AudienceCreateGroupV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/groups")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceCreateGroup(request, cancellationToken);

    [Function(nameof(AudienceBulkDeleteGroups))]
    public Task<IResult> AudienceBulkDeleteGroups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", "post", Route = "api/v1/groups/bulk-delete")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => DeleteAllAsync(caller, request, cancellationToken), _ => TypedResults.NoContent(), cancellationToken);

    [Function(nameof(AudienceBulkDeleteGroupsV1))]
    public Task<IResult> AudienceBulkDeleteGroupsV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", "post", Route = "v1/groups/bulk-delete")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceBulkDeleteGroups(request, cancellationToken);

    [Function(nameof(AudienceGetGroup))]
    public Task<IResult> AudienceGetGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnGroupAsync(
                caller, groupId, Permission.ReadOperators, id => read.ExecuteAsync(caller, id, cancellationToken), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceGetGroupV1))]
    public Task<IResult> AudienceGetGroupV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        AudienceGetGroup(request, groupId, cancellationToken);

    [Function(nameof(AudienceUpdateGroup))]
    public Task<IResult> AudienceUpdateGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnGroupAsync(
                caller, groupId, Permission.ManageRights, id => UpdateAsync(caller, id, request, cancellationToken), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceUpdateGroupV1))]
    public Task<IResult> AudienceUpdateGroupV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        AudienceUpdateGroup(request, groupId, cancellationToken);

    [Function(nameof(AudienceDeleteGroup))]
    public Task<IResult> AudienceDeleteGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnGroupAsync(
                caller, groupId, Permission.ManageRights, id => delete.ExecuteAsync(caller, id, cancellationToken), cancellationToken),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(AudienceDeleteGroupV1))]
    public Task<IResult> AudienceDeleteGroupV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        AudienceDeleteGroup(request, groupId, cancellationToken);

    private async Task<Result<IResult>> ListAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ListQuery<GroupResponse>.Read(request, GroupResponse.Columns).TryGet(out var query, out var error)) return error;
        if (!(await read.ExecuteAsync(caller, cancellationToken)).TryGet(out var found, out error)) return error;
        var groups = found.Select(GroupResponse.Of).ToList();
        return query.IsPaged
            ? TypedResults.Json(query.PageOf(groups), AudienceJson.Default.PageOfGroups)
            : TypedResults.Json(groups, AudienceJson.Default.IReadOnlyListGroupResponse);
    }

    private async Task<Result<GroupWithMembers>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await ReadBodyAsync(request, cancellationToken)).TryGet(out var body, out var error)) return error;
        if (!body.ReadName().TryGet(out var name, out error)) return error;
        var created = await create.ExecuteAsync(caller, name, GroupRequest.Called, body.Description ?? "", cancellationToken);
        return created.TryGet(out var group, out error) ? new GroupWithMembers(group, []) : error;
    }

    private async Task<Result<GroupWithMembers>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await ReadBodyAsync(request, cancellationToken)).TryGet(out var body, out var error)) return error;
        if (!body.ReadName().TryGet(out var name, out error)) return error;
        var changed = await change.ExecuteAsync(caller, id, name, GroupRequest.Called, body.Description, cancellationToken);
        return changed.TryGet(out _, out error) ? await read.ExecuteAsync(caller, id, cancellationToken) : error;
    }

    private async Task<Result<Done>> DeleteAllAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        (await BulkDeleteRequest.ReadAsync(request, cancellationToken)).TryGet(out var numbers, out var error)
            ? await deleteAll.ExecuteAsync(caller, numbers, cancellationToken)
            : error;

    private static Task<Result<GroupRequest>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.GroupRequest, cancellationToken);

    private static JsonHttpResult<GroupResponse> Answer(GroupWithMembers group) =>
        TypedResults.Json(GroupResponse.Of(group), AudienceJson.Default.GroupResponse);

    private static JsonHttpResult<GroupResponse> AnswerCreated(HttpRequest request, GroupWithMembers created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/groups/{created.Group.Number}";
        return TypedResults.Json(GroupResponse.Of(created), AudienceJson.Default.GroupResponse, statusCode: StatusCodes.Status201Created);
    }
}
