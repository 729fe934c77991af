using System.Globalization;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Accounts, <c>{pid}</c> / <c>group|{number}</c>.</summary>
internal static class GroupRow
{
    public const string Id = "Id";
    public const string Name = "Name";
    public const string Description = "Description";
    public const string Permissions = "Permissions";
    public const string Authorizations = "Authorizations";

    public static TableEntity Write(Group group) => new(AccountsKeys.Directory(group.Id.Pid), AccountsKeys.Group(group.Number))
    {
        [Row.Shape] = Row.CurrentShape,
        [Id] = group.Id.ToString(),
        [Name] = group.Name,
        [Description] = group.Description,
        [Permissions] = string.Join('|', group.Permissions.Select(Text)),
        [Authorizations] = string.Join(',', group.Authorizations),
    };

    public static Group Read(TableEntity row) => new(row.Id(Id), row.Text(Name), row.GetString(Description))
    {
        Permissions = [.. (row.GetString(Permissions) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(ReadPermission)],
        Authorizations = [.. row.List(Authorizations).Select(Enum.Parse<OperatorAuthorization>)],
    };

    private static string Text(GroupPermission permission) =>
        string.Create(CultureInfo.InvariantCulture, $"{permission.On} {permission.Number} {string.Join(',', permission.Permissions)}");

    private static GroupPermission ReadPermission(string text)
    {
        var parts = text.Split(' ');
        var number = uint.Parse(parts[1], CultureInfo.InvariantCulture);
        return new(Enum.Parse<GrantedObject>(parts[0]), number, [.. parts[2].Split(',').Select(Enum.Parse<Permission>)]);
    }
}
