using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>The kinds of object that a group has permissions over, by their names in this dialect.</summary>
internal static class ObjectTypes
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<GrantedObject>().Select(Text)];

    public static string Text(GrantedObject kind) => kind.ToString().ToUpperInvariant();

    /// <returns>Null if there is no such kind.</returns>
    public static GrantedObject? Find(string text) =>
        Enum.GetValues<GrantedObject>().Cast<GrantedObject?>().FirstOrDefault(kind => Text(kind!.Value) == text);
}

/// <summary>The permissions that a group can have over objects of a kind.</summary>
/// <param name="Wildcard">Those that apply to the whole partner at once.</param>
/// <param name="PerObject">Those that are granted over a single object.</param>
internal sealed record AudienceObjectTypeResponse(IReadOnlyList<string> Wildcard, IReadOnlyList<string> PerObject)
{
    public static Result<AudienceObjectTypeResponse> Of(string objectType)
    {
        if (ObjectTypes.Find(objectType) is not { } kind) return Error.NotFound("object type");
        IReadOnlyList<string> names = [.. GroupPermission.GrantableOn(kind).Select(permission => permission.ToString())];
        return kind == GrantedObject.Partner ? new AudienceObjectTypeResponse(names, []) : new AudienceObjectTypeResponse([], names);
    }
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
        if (ObjectTypes.Find(ObjectType) is not { } kind)
            return Error.Invalid($"The object type must be one of {string.Join(", ", ObjectTypes.All)}.", $"{path}.objectType");

        var grantable = GroupPermission.GrantableOn(kind);
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
        return new GroupPermission(kind, ObjectId.Value, [.. granted]);
    }
}
