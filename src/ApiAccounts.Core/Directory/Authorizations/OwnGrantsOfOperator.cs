using System.Collections.Immutable;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>The numbers of the groups and roles that affect an operator's rights.</summary>
public readonly record struct GrantingNumbers(ImmutableSortedSet<uint> Groups, ImmutableSortedSet<uint> Roles)
{
    public static GrantingNumbers None { get; } = new([], []);

    public bool IsEmpty => Groups.IsEmpty && Roles.IsEmpty;
}

/// <summary>The rights that follow from an operator's own row.</summary>
public static class OwnGrantsOfOperator
{
    /// <summary>
    /// Returns the grants of an administrator, of authorizations and of built-in roles. Other authorizations are stored for their
    /// clients and grant nothing.
    /// </summary>
    public static Grants OwnGrants(this Operator @operator) => @operator.IsAdministrator
        ? Grants.All
        : Grants.Of(@operator.Authorizations.SelectMany(authorization => authorization.Opens())
            .Concat(@operator.Roles.SelectMany(role => BuiltInRoles.Opens(role.Role))));

    /// <summary>Empty for an administrator and for most operators.</summary>
    public static GrantingNumbers NumbersThatGrant(this Operator @operator) => @operator.IsAdministrator
        ? GrantingNumbers.None
        : new(@operator.Groups, [.. @operator.Roles.Select(role => role.Role).Where(number => !BuiltInRoles.Has(number))]);
}
