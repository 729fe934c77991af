using System.Collections.Immutable;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>The kind of object that a permission of a group applies to.</summary>
public enum GrantedObject
{
    /// <summary>The whole partner. Its number is the pid.</summary>
    Partner,

    /// <summary>What one operator owns. Its number is the userId.</summary>
    Operator,
}

/// <summary>The permissions of a group's members on one object.</summary>
/// <param name="Number">The number of the object; see <see cref="GrantedObject"/>.</param>
public sealed record GroupPermission(GrantedObject On, uint Number, ImmutableSortedSet<Permission> Permissions)
{
    private static readonly ImmutableSortedSet<Permission> OnOperator = [Permission.ReadApiUsers, Permission.ManageApiUsers];

    /// <summary>
    /// All but the permissions that open dialects, which only roles grant, and the permission reserved for administrators: anyone who
    /// manages rights can acquire every right.
    /// </summary>
    private static readonly ImmutableSortedSet<Permission> OnPartner =
        [.. Enum.GetValues<Permission>().Except([Permission.ManageRights, Permission.AccessApi, Permission.AccessUserManagementApi])];

    /// <summary>Returns the permissions that can be granted on an object of a kind.</summary>
    public static ImmutableSortedSet<Permission> GrantableOn(GrantedObject kind) => kind == GrantedObject.Operator ? OnOperator : OnPartner;

    internal Grants AddTo(Grants grants) => On == GrantedObject.Partner ? grants.Plus(Permissions) : grants.Plus(Number, Permissions);
}
