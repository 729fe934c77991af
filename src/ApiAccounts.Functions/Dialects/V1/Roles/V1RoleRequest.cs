using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.V1.Roles;

/// <summary>
/// A role to create, or all settings of an existing role. An update requires each member, so that a caller cannot reset one by omitting it.
/// </summary>
internal sealed record V1RoleRequest : V1Request
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool? ApiOnly { get; set; }

    public IReadOnlyList<string?>? Permissions { get; set; }

    public Result<RoleSettings> ReadNew()
    {
        if (Name is null) return Missing("$.name");
        return ReadPermissions(Permissions ?? []).TryGet(out var permissions, out var error)
            ? new RoleSettings(Name, Description ?? "", ApiOnly ?? false, [.. permissions])
            : error;
    }

    public Result<RoleSettings> ReadWhole()
    {
        if (Description is null) return Missing("$.description");
        if (ApiOnly is null) return Missing("$.apiOnly");
        return Permissions is null ? Missing("$.permissions") : ReadNew();
    }

    private static Result<IReadOnlyList<RolePermission>> ReadPermissions(IReadOnlyList<string?> names)
    {
        var read = new List<RolePermission>();
        foreach (var (index, name) in names.Index())
        {
            var item = Choices.Read<RolePermission>(name ?? "null", "permission", $"$.permissions[{index}]");
            if (!item.TryGet(out var permission, out var error)) return error;
            read.Add(permission);
        }
        return read;
    }
}
