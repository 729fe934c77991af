using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A role that is held in a workspace.</summary>
internal sealed record MarketoRoleWorkspaceResponse(uint AccessRoleId, string? AccessRoleName, uint WorkspaceId, string? WorkspaceName)
{
    /// <param name="held">By their numbers.</param>
    /// <param name="roles">All of the partner.</param>
    public static List<MarketoRoleWorkspaceResponse> Of(IEnumerable<RoleAssignment> held, IReadOnlyList<Role> roles)
    {
        var names = roles.ToDictionary(role => role.Number, role => role.Name);
        return [.. held.Select(one => new MarketoRoleWorkspaceResponse(one.Role, names.GetValueOrDefault(one.Role), one.Workspace, Workspaces.NameOf(one.Workspace)))];
    }
}

/// <summary>The same in a body.</summary>
internal sealed record MarketoRoleWorkspaceRequest
{
    public uint? AccessRoleId { get; init; }

    public uint? WorkspaceId { get; init; }

    /// <param name="path">Where in the body they are.</param>
    public static Result<IReadOnlyList<RoleAssignment>> Read(IReadOnlyList<MarketoRoleWorkspaceRequest?> items, string path)
    {
        var read = new List<RoleAssignment>();
        foreach (var (index, item) in items.Index())
        {
            if (item is null) return Error.Malformed($"The value of {path}[{index}] is null.", $"{path}[{index}]");
            if (item.AccessRoleId is not { } role) return Error.Malformed($"{path}[{index}].accessRoleId is missing.", $"{path}[{index}].accessRoleId");
            if (item.WorkspaceId is not { } workspace) return Error.Malformed($"{path}[{index}].workspaceId is missing.", $"{path}[{index}].workspaceId");
            read.Add(new(role, workspace));
        }
        return read;
    }
}

/// <summary>Roles to be given or taken away: a bare array, or <c>{"input":[…]}</c>.</summary>
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
        return read.Input is null ? Error.Malformed("input is missing.", "$.input") : MarketoRoleWorkspaceRequest.Read(read.Input, "$.input");
    }
}
