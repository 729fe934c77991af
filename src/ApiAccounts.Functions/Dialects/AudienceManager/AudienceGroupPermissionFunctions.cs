using ApiAccounts.Core.Directory.Groups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary><c>/groups/{groupId}/permissions</c>: the permissions of the members of a group.</summary>
public sealed class AudienceGroupPermissionFunctions(Api api, AudienceIds ids, GetGroup get, SetGroupPermissions set)
{
    [Function(nameof(AudienceGetGrantableObjects))]
    public Task<IResult> AudienceGetGrantableObjects(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/permissionable-object-types")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => Task.FromResult<Result<Unit>>(Rights.To(Permission.ReadOperators, caller) is { } refusal ? refusal : new Unit()),
            _ => TypedResults.Json(ObjectTypes.All, AudienceJson.Default.IReadOnlyListString),
            cancellationToken);

    [Function(nameof(AudienceGetGrantableObject))]
    public Task<IResult> AudienceGetGrantableObject(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/permissionable-object-types/{objectType}")] HttpRequest request,
        string objectType, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => Task.FromResult(
                Rights.To(Permission.ReadOperators, caller) is { } refusal ? refusal : AudienceObjectTypeResponse.Of(objectType)),
            found => TypedResults.Json(found, AudienceJson.Default.AudienceObjectTypeResponse),
            cancellationToken);

    [Function(nameof(AudienceGetGroupPermissions))]
    public Task<IResult> AudienceGetGroupPermissions(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/groups/{groupId}/permissions")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.GroupAsync(caller, groupId, Permission.ReadOperators, cancellationToken)
                .ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceSetGroupPermissions))]
    public Task<IResult> AudienceSetGroupPermissions(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/groups/{groupId}/permissions")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.GroupAsync(caller, groupId, Permission.ManageRights, cancellationToken)
                .ThenAsync(id => SetAsync(caller, id, request, cancellationToken)),
            Answer,
            cancellationToken);

    private Task<Result<Group>> SetAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.IReadOnlyListAudiencePermissionRequest, cancellationToken)
            .Then(AudiencePermissionRequest.Read)
            .ThenAsync(permissions => set.ExecuteAsync(caller, id, permissions, cancellationToken));

    private static JsonHttpResult<IReadOnlyList<AudiencePermissionResponse>> Answer(Group group) =>
        TypedResults.Json(AudiencePermissionResponse.Of(group), AudienceJson.Default.IReadOnlyListAudiencePermissionResponse);
}
