using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Marketo;

/// <summary>Which roles and workspaces there are, and who holds which: <c>roles.json</c> and <c>workspaces.json</c> of <c>/userservice/management/v1/users</c>.</summary>
public sealed class UserRoleFunctions(MarketoApi api, MarketoUsers users, ListRoles list, ChangeRolesOfOperator change)
{
    [Function(nameof(MarketoListRoles))]
    public Task<IResult> MarketoListRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "userservice/management/v1/users/roles.json")] HttpRequest request,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(RoleResponse.Of)], MarketoJson.Default.IReadOnlyListRoleResponse),
            cancellationToken);

    [Function(nameof(MarketoListWorkspaces))]
    public Task<IResult> MarketoListWorkspaces(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "userservice/management/v1/users/workspaces.json")] HttpRequest request,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            _ => Task.FromResult<Result<Done>>(new Done()),
            _ => TypedResults.Json([.. Workspaces.List.Select(WorkspaceResponse.Of)], MarketoJson.Default.IReadOnlyListWorkspaceResponse),
            cancellationToken);

    [Function(nameof(MarketoListRolesOfUser))]
    public Task<IResult> MarketoListRolesOfUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "userservice/management/v1/users/{userid}/roles.json")] HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => users.OnUserAsync(caller, userid, user => users.ShowRolesAsync(caller, user, cancellationToken), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(MarketoGiveRoles))]
    public Task<IResult> MarketoGiveRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "userservice/management/v1/users/{userid}/roles/create.json")] HttpRequest request,
        string userid, CancellationToken cancellationToken) =>
        ChangeAsync(request, userid, (caller, user, named) => change.ExecuteAsync(caller, user.Id, named, [], cancellationToken), cancellationToken);

    [Function(nameof(MarketoTakeRoles))]
    public Task<IResult> MarketoTakeRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "userservice/management/v1/users/{userid}/roles/delete.json")] HttpRequest request,
        string userid, CancellationToken cancellationToken) =>
        ChangeAsync(request, userid, (caller, user, named) => change.ExecuteAsync(caller, user.Id, [], named, cancellationToken), cancellationToken);

    private Task<IResult> ChangeAsync(
        HttpRequest request,
        string userid,
        Func<Caller, Operator, IReadOnlyList<RoleAssignment>, Task<Result<Operator>>> operation,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ManageOperators,
            caller => users.OnUserAsync<IReadOnlyList<RoleWorkspaceResponse>>(
                caller,
                userid,
                async user =>
                {
                    if (!(await RoleWorkspacesRequest.ReadAsync(request, cancellationToken)).TryGet(out var named, out var error)) return error;
                    return (await operation(caller, user, named)).TryGet(out var changed, out error)
                        ? await users.ShowRolesAsync(caller, changed, cancellationToken)
                        : error;
                },
                cancellationToken),
            Answer,
            cancellationToken);

    private static JsonHttpResult<IReadOnlyList<RoleWorkspaceResponse>> Answer(IReadOnlyList<RoleWorkspaceResponse> held) =>
        TypedResults.Json(held, MarketoJson.Default.IReadOnlyListRoleWorkspaceResponse);
}
