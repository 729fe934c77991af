using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Accounts, <c>{pid}</c> / <c>role|{number}</c>; built-in roles have no row.</summary>
internal static class RoleRow
{
    public const string Id = "Id";
    public const string Name = "Name";
    public const string Description = "Description";
    public const string IsApiOnly = "IsApiOnly";
    public const string Permissions = "Permissions";
    public const string CreatedAt = "CreatedAt";
    public const string UpdatedAt = "UpdatedAt";

    public static TableEntity Write(Role role) => new(AccountsKeys.Directory(role.Id.Pid), AccountsKeys.Role(role.Number))
    {
        [Row.Shape] = Row.CurrentShape,
        [Id] = role.Id.ToString(),
        [Name] = role.Name,
        [Description] = role.Description,
        [IsApiOnly] = role.IsApiOnly,
        [Permissions] = string.Join(',', role.Permissions),
        [CreatedAt] = role.CreatedAt,
        [UpdatedAt] = role.UpdatedAt,
    };

    public static Role Read(TableEntity row) => new(row.Id(Id), row.Text(Name), row.Text(Description))
    {
        IsApiOnly = row.GetBoolean(IsApiOnly) ?? false,
        Permissions = [.. row.List(Permissions).Select(Enum.Parse<RolePermission>)],
        CreatedAt = row.Time(CreatedAt),
        UpdatedAt = row.Time(UpdatedAt),
    };
}
