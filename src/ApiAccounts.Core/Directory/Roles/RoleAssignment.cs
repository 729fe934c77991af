namespace ApiAccounts.Core.Directory.Roles;

/// <summary>That an operator holds a role in a workspace.</summary>
/// <param name="Role">Its number.</param>
/// <param name="Workspace">Its number; <see cref="Workspaces.All"/> for all of them.</param>
public readonly record struct RoleAssignment(uint Role, uint Workspace)
{
    /// <summary>What an administrator holds.</summary>
    public static RoleAssignment Administrator { get; } = new(BuiltInRoles.Admin, Workspaces.All);
}
