using ApiAccounts.Core.Directory.Groups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary><c>/api/v1/groups</c>: groups of users.</summary>
public sealed class AudienceGroupFunctions(
    Api api,
    AudienceIds ids,
    ReadGroups read,
    CreateGroup create,
    ChangeGroup change,
    DeleteGroup delete,
    DeleteGroups deleteAll,
    PagedReads pages)
{
    [Function(nameof(AudienceListGroups))]
    public Task<IResult> AudienceListGroups(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/groups")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => ListAsync(caller, request, cancellationToken), answer => answer, cancellationToken);

    [Function(nameof(AudienceCreateGroup))]
    public Task<IResult> AudienceCreateGroup(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/groups")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(AudienceBulkDeleteGroups))]
    public Task<IResult> AudienceBulkDeleteGroups(
        [HttpTrigger(Anonymous, "delete", "post", Route = "api/v1/groups/bulk-delete")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => DeleteAllAsync(caller, request, cancellationToken), _ => TypedResults.NoContent(), cancellationToken);

    [Function(nameof(AudienceGetGroup))]
    public Task<IResult> AudienceGetGroup(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.GroupAsync(caller, groupId, Permission.ReadOperators, cancellationToken)
                .ThenAsync(id => read.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceUpdateGroup))]
    public Task<IResult> AudienceUpdateGroup(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.GroupAsync(caller, groupId, Permission.ManageRights, cancellationToken)
                .ThenAsync(id => UpdateAsync(caller, id, request, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceDeleteGroup))]
    public Task<IResult> AudienceDeleteGroup(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/groups/{groupId}")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.GroupAsync(caller, groupId, Permission.ManageRights, cancellationToken)
                .ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    private async Task<Result<IResult>> ListAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ListQuery<AudienceGroupResponse>.Read(request, AudienceGroupResponse.Columns).TryGet(out var query, out var error))
            return error;
        var reading = pages.ReadAsync(
            caller,
            request,
            query.PageNumber,
            QueryParameters.Paging,
            () => read.ExecuteAsync(caller, cancellationToken),
            groupsRead => groupsRead.Count);
        if (!(await reading).TryGet(out var found, out error)) return error;
        var groups = found.Select(AudienceGroupResponse.Of).ToList();
        return query.IsPaged
            ? TypedResults.Json(query.PageOf(groups), AudienceJson.Default.PageOfGroups)
            : TypedResults.Json(groups, AudienceJson.Default.IReadOnlyListAudienceGroupResponse);
    }

    private Task<Result<GroupWithMembers>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        ReadBodyAsync(request, cancellationToken)
            .ThenAsync(group =>
                create.ExecuteAsync(caller, group.Name, AudienceGroupRequest.NameTerm, group.Description, cancellationToken))
            .Then(created => Result.Of(new GroupWithMembers(created, [])));

    private Task<Result<GroupWithMembers>> UpdateAsync(
        Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        ReadBodyAsync(request, cancellationToken)
            .ThenAsync(group =>
                change.ExecuteAsync(caller, id, group.Name, AudienceGroupRequest.NameTerm, group.Description, cancellationToken))
            .ThenAsync(_ => read.ExecuteAsync(caller, id, cancellationToken));

    private Task<Result<Unit>> DeleteAllAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        AudienceBulkDeleteRequest.ReadAsync(request, cancellationToken)
            .ThenAsync(numbers => deleteAll.ExecuteAsync(caller, numbers, cancellationToken));

    private static Task<Result<(string Name, string? Description)>> ReadBodyAsync(
        HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.AudienceGroupRequest, cancellationToken).Then(body => body.Read());

    private static JsonHttpResult<AudienceGroupResponse> Answer(GroupWithMembers group) =>
        TypedResults.Json(AudienceGroupResponse.Of(group), AudienceJson.Default.AudienceGroupResponse);

    private static JsonHttpResult<AudienceGroupResponse> AnswerCreated(HttpRequest request, GroupWithMembers created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/groups/{created.Group.Number}";
        return TypedResults.Json(
            AudienceGroupResponse.Of(created), AudienceJson.Default.AudienceGroupResponse, statusCode: StatusCodes.Status201Created);
    }
}
