using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A role in the form of this dialect.</summary>
/// <param name="Type"><c>system</c> for a built-in role, else <c>custom</c>.</param>
/// <param name="IsOnlyAllZones">Whether the role can only be assigned in all workspaces together.</param>
/// <param name="CreatedAt">Null for a built-in role.</param>
/// <param name="UpdatedAt">Null for a built-in role.</param>
internal sealed record MarketoRoleResponse(
    uint Id,
    string Name,
    string Description,
    string Type,
    bool IsHidden,
    bool IsOnlyAllZones,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt)
{
    public static MarketoRoleResponse Of(Role role) => new(
        role.Number,
        role.Name,
        role.Description,
        role.IsBuiltIn ? "system" : "custom",
        IsHidden: false,
        role.Number == BuiltInRoles.Admin,
        role.IsBuiltIn ? null : role.CreatedAt,
        role.IsBuiltIn ? null : role.UpdatedAt);
}

/// <summary>A workspace in the form of this dialect.</summary>
internal sealed record MarketoWorkspaceResponse(uint Id, string Name, string Description, string Status)
{
    public static MarketoWorkspaceResponse Of(Workspace workspace) =>
        new(workspace.Number, workspace.Name, workspace.Description, "active");
}
