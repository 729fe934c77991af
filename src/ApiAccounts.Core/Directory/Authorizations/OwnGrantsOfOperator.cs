using System.Collections.Immutable;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>The groups and roles that matter for what an operator may do, by their numbers.</summary>
public readonly record struct GrantingNumbers(ImmutableSortedSet<uint> Groups, ImmutableSortedSet<uint> Roles)
{
    public static GrantingNumbers None { get; } = new([], []);

    public bool IsEmpty => Groups.IsEmpty && Roles.IsEmpty;
}

/// <summary>What the row of an operator alone says about what it may do.</summary>
public static class OwnGrantsOfOperator
{
    /// <summary>By being an administrator, by its authorizations and by built-in roles. Authorizations that are not here are kept for their owners and mean nothing to us.</summary>
    public static Grants OwnGrants(this Operator @operator) => @operator.IsAdministrator
        ? Grants.All
        : Grants.Of(@operator.Authorizations.SelectMany(Opens).Concat(@operator.Roles.SelectMany(held => BuiltInRoles.Opens(held.Role))));

    /// <summary>None for an administrator, and none for most.</summary>
    public static GrantingNumbers NumbersThatGrant(this Operator @operator) => @operator.IsAdministrator
        ? GrantingNumbers.None
        : new(@operator.Groups, [.. @operator.Roles.Select(held => held.Role).Where(number => !BuiltInRoles.Has(number))]);

    private static Permission[] Opens(OperatorAuthorization authorization) => authorization switch
    {
        OperatorAuthorization.AccountAccess => [Permission.ReadOperators, Permission.ReadApiUsers],
        OperatorAuthorization.CreateIntegration => [Permission.RecordUsage],
        _ => [],
    };
}
