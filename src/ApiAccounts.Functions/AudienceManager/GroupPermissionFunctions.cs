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

/// <summary><c>/groups/{groupId}/permissions</c>: what the members of a group may do.</summary>
public sealed class GroupPermissionFunctions(NativeApi api, AudienceIds ids, GetGroup get, SetGroupPermissions set)
{
    /// <summary>Its name sorts before that of the function which reads one group.</summary>
    [Function(nameof(AudienceGetGrantableObjects))]
    public Task<IResult> AudienceGetGrantableObjects(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/groups/permissionable-object-types")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => Task.FromResult<Result<Done>>(Rights.To(Permission.ReadOperators, caller) is { } refusal ? refusal : new Done()),
            _ => TypedResults.Json(ObjectTypes.All, AudienceJson.Default.IReadOnlyListString),
            cancellationToken);

    [Function(nameof(AudienceGetGrantableObjectsV1))]
    public Task<IResult> AudienceGetGrantableObjectsV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/groups/permissionable-object-types")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceGetGrantableObjects(request, cancellationToken);

    [Function(nameof(AudienceGetGroupPermissions))]
    public Task<IResult> AudienceGetGroupPermissions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/groups/{groupId}/permissions")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnGroupAsync(
                caller, groupId, Permission.ReadOperators, id => get.ExecuteAsync(caller, id, cancellationToken), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceGetGroupPermissionsV1))]
    public Task<IResult> AudienceGetGroupPermissionsV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/groups/{groupId}/permissions")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        AudienceGetGroupPermissions(request, groupId, cancellationToken);

    [Function(nameof(AudienceSetGroupPermissions))]
    public Task<IResult> AudienceSetGroupPermissions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/groups/{groupId}/permissions")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => ids.OnGroupAsync(
                caller, groupId, Permission.ManageRights, id => SetAsync(caller, id, request, cancellationToken), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceSetGroupPermissionsV1))]
    public Task<IResult> AudienceSetGroupPermissionsV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/groups/{groupId}/permissions")] HttpRequest request,
        string groupId, CancellationToken cancellationToken) =>
        AudienceSetGroupPermissions(request, groupId, cancellationToken);

    private async Task<Result<Group>> SetAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, AudienceJson.Default.IReadOnlyListPermissionRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return PermissionRequest.Read(body).TryGet(out var permissions, out error)
            ? await set.ExecuteAsync(caller, id, permissions, cancellationToken)
            : error;
    }

    private static JsonHttpResult<IReadOnlyList<PermissionResponse>> Answer(Group group) =>
        TypedResults.Json(PermissionResponse.Of(group), AudienceJson.Default.IReadOnlyListPermissionResponse);
}
