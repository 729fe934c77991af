using ApiAccounts.Core.Directory.Roles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.V1.Roles;

/// <summary><c>/api/v1/roles</c>: roles, by number. The Marketo dialect assigns them to users.</summary>
public sealed class V1RoleFunctions(Api api, ListRoles list, GetRole get, CreateRole create, ChangeRole change, DeleteRole delete)
{
    [Function(nameof(ListRoles))]
    public Task<IResult> ListRoles(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/roles")] HttpRequest request, CancellationToken cancellationToken) => api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(V1RoleResponse.Of)], V1Json.Default.IReadOnlyListV1RoleResponse),
            cancellationToken);

    [Function(nameof(CreateRole))]
    public Task<IResult> CreateRole(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/roles")] HttpRequest request, CancellationToken cancellationToken) => api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(GetRole))]
    public Task<IResult> GetRole(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/roles/{roleId}")] HttpRequest request,
        string roleId, CancellationToken cancellationToken) => api.As(
            request,
            caller => WholeNumber.Read(roleId, "roleId").ThenAsync(number => get.ExecuteAsync(caller, number, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UpdateRole))]
    public Task<IResult> UpdateRole(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/roles/{roleId}")] HttpRequest request,
        string roleId, CancellationToken cancellationToken) => api.As(
            request,
            caller => WholeNumber.Read(roleId, "roleId").ThenAsync(number => UpdateAsync(caller, number, request, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(DeleteRole))]
    public Task<IResult> DeleteRole(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/roles/{roleId}")] HttpRequest request,
        string roleId, CancellationToken cancellationToken) => api.As(
            request,
            caller => WholeNumber.Read(roleId, "roleId").ThenAsync(number => delete.ExecuteAsync(caller, number, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    private Task<Result<Role>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1RoleRequest, cancellationToken)
            .Then(body => body.ReadNew())
            .ThenAsync(settings => create.ExecuteAsync(caller, settings, cancellationToken));

    private Task<Result<Role>> UpdateAsync(Caller caller, uint number, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1RoleRequest, cancellationToken)
            .Then(body => body.ReadWhole())
            .ThenAsync(settings => change.ExecuteAsync(caller, number, settings, cancellationToken));

    private static JsonHttpResult<V1RoleResponse> Answer(Role role) =>
        TypedResults.Json(V1RoleResponse.Of(role), V1Json.Default.V1RoleResponse);

    private static JsonHttpResult<V1RoleResponse> AnswerCreated(HttpRequest request, Role created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/roles/{created.Number}";
        return TypedResults.Json(V1RoleResponse.Of(created), V1Json.Default.V1RoleResponse, statusCode: StatusCodes.Status201Created);
    }
}
