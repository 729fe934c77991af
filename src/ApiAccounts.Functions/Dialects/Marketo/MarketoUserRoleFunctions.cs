using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// The roles, the workspaces, and the roles of each user: <c>roles.json</c> and <c>workspaces.json</c> of
/// <c>/userservice/management/v1/users</c>.
/// </summary>
public sealed class MarketoUserRoleFunctions(MarketoApi api, MarketoUsers users, ListRoles list, ChangeRolesOfOperator change)
{
    [Function(nameof(MarketoListRoles))]
    public Task<IResult> MarketoListRoles(
        [HttpTrigger(Anonymous, "get", "head", Route = "userservice/management/v1/users/roles.json")] HttpRequest request,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(MarketoRoleResponse.Of)], MarketoJson.Default.IReadOnlyListMarketoRoleResponse),
            cancellationToken);

    [Function(nameof(MarketoListWorkspaces))]
    public Task<IResult> MarketoListWorkspaces(
        [HttpTrigger(Anonymous, "get", "head", Route = "userservice/management/v1/users/workspaces.json")] HttpRequest request,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            _ => Task.FromResult<Result<Unit>>(new Unit()),
            _ => TypedResults.Json(
                [.. Workspaces.List.Select(MarketoWorkspaceResponse.Of)], MarketoJson.Default.IReadOnlyListMarketoWorkspaceResponse),
            cancellationToken);

    [Function(nameof(MarketoListRolesOfUser))]
    public Task<IResult> MarketoListRolesOfUser(
        [HttpTrigger(Anonymous, "get", "head", Route = "userservice/management/v1/users/{userid}/roles.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => users.UserAsync(caller, request, userid, cancellationToken)
                .ThenAsync(user => users.ShowRolesAsync(caller, user, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(MarketoGiveRoles))]
    public Task<IResult> MarketoGiveRoles(
        [HttpTrigger(Anonymous, "post", Route = "userservice/management/v1/users/{userid}/roles/create.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) =>
        ChangeAsync(
            request,
            userid,
            (caller, user, roles) => change.ExecuteAsync(caller, user.Id, roles, [], cancellationToken),
            cancellationToken);

    [Function(nameof(MarketoTakeRoles))]
    public Task<IResult> MarketoTakeRoles(
        [HttpTrigger(Anonymous, "post", Route = "userservice/management/v1/users/{userid}/roles/delete.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) =>
        ChangeAsync(
            request,
            userid,
            (caller, user, roles) => change.ExecuteAsync(caller, user.Id, [], roles, cancellationToken),
            cancellationToken);

    private Task<IResult> ChangeAsync(
        HttpRequest request,
        string userid,
        Func<Caller, Operator, IReadOnlyList<RoleAssignment>, Task<Result<Operator>>> operation,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ManageOperators,
            caller => users.UserAsync(caller, request, userid, cancellationToken)
                .ThenAsync(user => MarketoRoleWorkspacesRequest.ReadAsync(request, cancellationToken)
                    .ThenAsync(roles => operation(caller, user, roles)))
                .ThenAsync(changed => users.ShowRolesAsync(caller, changed, cancellationToken)),
            Answer,
            cancellationToken);

    private static JsonHttpResult<IReadOnlyList<MarketoRoleWorkspaceResponse>> Answer(IReadOnlyList<MarketoRoleWorkspaceResponse> roles) =>
        TypedResults.Json(roles, MarketoJson.Default.IReadOnlyListMarketoRoleWorkspaceResponse);
}
