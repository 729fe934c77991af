using System.Collections.Immutable;
using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>What a permission of a group is over.</summary>
public enum GrantedObject
{
    /// <summary>The whole partner: its number is the pid.</summary>
    Partner,

    /// <summary>What one operator owns: its number is the userId.</summary>
    Operator,
}

/// <summary>What the members of a group may do with one object.</summary>
/// <param name="Number">Which one, see <see cref="GrantedObject"/>.</param>
public sealed record GroupPermission(GrantedObject On, uint Number, ImmutableSortedSet<Permission> Permissions)
{
    private static readonly ImmutableSortedSet<Permission> OnOperator = [Permission.ReadApiUsers, Permission.ManageApiUsers];

    /// <summary>All but the one that only administrators have, since who may give rights may have every right, and those that roles open dialects with.</summary>
    private static readonly ImmutableSortedSet<Permission> OnPartner =
        [.. Enum.GetValues<Permission>().Except([Permission.ManageRights, Permission.AccessApi, Permission.AccessUserManagementApi])];

    /// <summary>What can be granted over an object of a kind.</summary>
    public static ImmutableSortedSet<Permission> GrantableOn(GrantedObject kind) => kind == GrantedObject.Operator ? OnOperator : OnPartner;

    internal Grants AddTo(Grants grants) => On == GrantedObject.Partner ? grants.Plus(Permissions) : grants.Plus(Number, Permissions);
}
