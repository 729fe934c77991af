using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.V1.Roles;

/// <summary>A role.</summary>
/// <param name="CreatedAt">Null for a built-in role.</param>
/// <param name="UpdatedAt">Null for a built-in role.</param>
internal sealed record V1RoleResponse(
    uint RoleId,
    string Name,
    string Description,
    bool ApiOnly,
    IReadOnlyList<string> Permissions,
    bool BuiltIn,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt)
{
    public static V1RoleResponse Of(Role role) => new(
        role.Number,
        role.Name,
        role.Description,
        role.IsApiOnly,
        [.. role.Permissions.Select(Choices.Text)],
        role.IsBuiltIn,
        role.IsBuiltIn ? null : role.CreatedAt,
        role.IsBuiltIn ? null : role.UpdatedAt);
}
