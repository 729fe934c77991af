using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Native;

/// <summary><c>/api/v1/roles</c>: what roles there are, by their numbers. Who holds which is said in the Marketo dialect.</summary>
public sealed class RoleFunctions(NativeApi api, ListRoles list, GetRole get, CreateRole create, ChangeRole change, DeleteRole delete)
{
    [Function(nameof(ListRoles))]
    public Task<IResult> ListRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/roles")] HttpRequest request, CancellationToken cancellationToken) => api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(RoleResponse.Of)], NativeJson.Default.IReadOnlyListRoleResponse),
            cancellationToken);

    [Function(nameof(CreateRole))]
    public Task<IResult> CreateRole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/roles")] HttpRequest request, CancellationToken cancellationToken) => api.As(
            request, caller => CreateAsync(caller, request, cancellationToken), created => AnswerCreated(request, created), cancellationToken);

    [Function(nameof(GetRole))]
    public Task<IResult> GetRole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/roles/{roleId}")] HttpRequest request,
        string roleId, CancellationToken cancellationToken) => api.As(
            request, caller => NativeIds.OnNumber(roleId, "roleId", number => get.ExecuteAsync(caller, number, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UpdateRole))]
    public Task<IResult> UpdateRole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/roles/{roleId}")] HttpRequest request,
        string roleId, CancellationToken cancellationToken) => api.As(
            request, caller => NativeIds.OnNumber(roleId, "roleId", number => UpdateAsync(caller, number, request, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(DeleteRole))]
    public Task<IResult> DeleteRole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/roles/{roleId}")] HttpRequest request,
        string roleId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnNumber(roleId, "roleId", number => delete.ExecuteAsync(caller, number, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    private async Task<Result<Role>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await NativeRequest.ReadAsync(request, NativeJson.Default.RoleRequest, cancellationToken)).TryGet(out var body, out var error)) return error;
        return body.ReadNew().TryGet(out var settings, out error) ? await create.ExecuteAsync(caller, settings, cancellationToken) : error;
    }

    private async Task<Result<Role>> UpdateAsync(Caller caller, uint number, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await NativeRequest.ReadAsync(request, NativeJson.Default.RoleRequest, cancellationToken)).TryGet(out var body, out var error)) return error;
        return body.ReadWhole().TryGet(out var settings, out error) ? await change.ExecuteAsync(caller, number, settings, cancellationToken) : error;
    }

    private static JsonHttpResult<RoleResponse> Answer(Role role) => TypedResults.Json(RoleResponse.Of(role), NativeJson.Default.RoleResponse);

    private static JsonHttpResult<RoleResponse> AnswerCreated(HttpRequest request, Role created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/roles/{created.Number}";
        return TypedResults.Json(RoleResponse.Of(created), NativeJson.Default.RoleResponse, statusCode: StatusCodes.Status201Created);
    }
}
