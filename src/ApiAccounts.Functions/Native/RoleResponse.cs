using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Native;

/// <summary>A role.</summary>
/// <param name="CreatedAt">Null for a built-in one.</param>
/// <param name="UpdatedAt">Likewise.</param>
internal sealed record RoleResponse(
    uint RoleId,
    string Name,
    string Description,
    bool ApiOnly,
    IReadOnlyList<string> Permissions,
    bool BuiltIn,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt)
{
    public static RoleResponse Of(Role role) => new(
        role.Number,
        role.Name,
        role.Description,
        role.IsApiOnly,
        [.. role.Permissions.Select(NativeChoice.Text)],
        role.IsBuiltIn,
        role.IsBuiltIn ? null : role.CreatedAt,
        role.IsBuiltIn ? null : role.UpdatedAt);
}
