using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A role assigned in a workspace.</summary>
internal sealed record MarketoRoleWorkspaceResponse(uint AccessRoleId, string? AccessRoleName, uint WorkspaceId, string? WorkspaceName)
{
    /// <param name="roles">All roles of the partner.</param>
    public static List<MarketoRoleWorkspaceResponse> Of(IEnumerable<RoleAssignment> assignments, IReadOnlyList<Role> roles)
    {
        var names = roles.ToDictionary(role => role.Number, role => role.Name);
        return
        [
            .. assignments.Select(one => new MarketoRoleWorkspaceResponse(
                one.Role, names.GetValueOrDefault(one.Role), one.Workspace, Workspaces.NameOf(one.Workspace))),
        ];
    }
}

/// <summary>A role assigned in a workspace, in a request.</summary>
internal sealed record MarketoRoleWorkspaceRequest
{
    public uint? AccessRoleId { get; init; }

    public uint? WorkspaceId { get; init; }

    /// <param name="path">The position of the items in the body.</param>
    public static Result<IReadOnlyList<RoleAssignment>> Read(IReadOnlyList<MarketoRoleWorkspaceRequest?> items, string path)
    {
        var read = new List<RoleAssignment>();
        foreach (var (index, item) in items.Index())
        {
            if (item is null) return Error.Malformed($"The value of {path}[{index}] is null.", $"{path}[{index}]");
            if (item.AccessRoleId is not { } role) return Missing($"{path}[{index}].accessRoleId");
            if (item.WorkspaceId is not { } workspace) return Missing($"{path}[{index}].workspaceId");
            read.Add(new(role, workspace));
        }
        return read;
    }

    private static Error Missing(string path) => Error.Malformed($"{path} is missing.", path);
}

/// <summary>Roles to assign or remove: a bare array, or <c>{"input":[…]}</c>.</summary>
internal sealed record MarketoRoleWorkspacesRequest(IReadOnlyList<MarketoRoleWorkspaceRequest?>? Input)
{
    public static async Task<Result<IReadOnlyList<RoleAssignment>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await RequestBody.ReadAsync(request, cancellationToken)).TryGet(out var body, out var error)) return error;
        if (JsonBody.IsArray(body.Span))
            return JsonBody.Read(body.Span, MarketoJson.Default.IReadOnlyListMarketoRoleWorkspaceRequest).TryGet(out var items, out error)
                ? MarketoRoleWorkspaceRequest.Read(items, "$")
                : error;
        if (!JsonBody.Read(body.Span, MarketoJson.Default.MarketoRoleWorkspacesRequest).TryGet(out var read, out error)) return error;
        return read.Input is null
            ? Error.Malformed("input is missing.", "$.input")
            : MarketoRoleWorkspaceRequest.Read(read.Input, "$.input");
    }
}
