namespace ApiAccounts.Core.Directory.Roles;

/// <summary>The assignment of a role to an operator in a workspace.</summary>
/// <param name="Role">Its number.</param>
/// <param name="Workspace">Its number; <see cref="Workspaces.All"/> for all of them.</param>
public readonly record struct RoleAssignment(uint Role, uint Workspace)
{
    /// <summary>The assignment of an administrator.</summary>
    public static RoleAssignment Administrator { get; } = new(BuiltInRoles.Admin, Workspaces.All);
}
