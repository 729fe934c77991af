using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>The kinds of object that a group has permissions over, by their names in this dialect.</summary>
internal static class ObjectTypes
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<GrantedObject>().Select(Text)];

    public static string Text(GrantedObject kind) => kind.ToString().ToUpperInvariant();
}

/// <summary>The permissions of a group over one object.</summary>
internal sealed record AudiencePermissionResponse(string ObjectType, uint ObjectId, IReadOnlyList<string> Permissions)
{
    public static IReadOnlyList<AudiencePermissionResponse> Of(Group group) =>
    [
        .. group.Permissions.Select(granted => new AudiencePermissionResponse(
            ObjectTypes.Text(granted.On), granted.Number, [.. granted.Permissions.Select(permission => permission.ToString())])),
    ];
}

/// <summary>The permissions of a group over one object, in a request; other members are ignored.</summary>
internal sealed record AudiencePermissionRequest(string? ObjectType, uint? ObjectId, IReadOnlyList<string?>? Permissions)
{
    public static Result<IReadOnlyList<GroupPermission>> Read(IReadOnlyList<AudiencePermissionRequest?> items)
    {
        var read = new List<GroupPermission>();
        foreach (var (index, item) in items.Index())
        {
            if (item is null) return Error.Malformed($"The value of $[{index}] is null.", $"$[{index}]");
            if (!item.Read($"$[{index}]").TryGet(out var permission, out var error)) return error;
            read.Add(permission);
        }
        return read;
    }

    /// <param name="path">The position of this object in the body.</param>
    private Result<GroupPermission> Read(string path)
    {
        if (ObjectType is null) return Error.Malformed("objectType is missing.", $"{path}.objectType");
        if (ObjectId is null) return Error.Malformed("objectId is missing.", $"{path}.objectId");
        if (Permissions is null) return Error.Malformed("permissions is missing.", $"{path}.permissions");
        var kind = Enum.GetValues<GrantedObject>().Cast<GrantedObject?>()
            .FirstOrDefault(kind => ObjectTypes.Text(kind!.Value) == ObjectType);
        if (kind is null)
            return Error.Invalid($"The object type must be one of {string.Join(", ", ObjectTypes.All)}.", $"{path}.objectType");

        var grantable = GroupPermission.GrantableOn(kind.Value);
        var granted = new List<Permission>();
        foreach (var (index, name) in Permissions.Index())
        {
            if (grantable.Cast<Permission?>().FirstOrDefault(permission => permission.ToString() == name) is not { } permission)
            {
                return Error.Invalid(
                    $"A permission over {ObjectType} must be one of {string.Join(", ", grantable)}.",
                    $"{path}.permissions[{index}]");
            }
            granted.Add(permission);
        }
        return new GroupPermission(kind.Value, ObjectId.Value, [.. granted]);
    }
}
