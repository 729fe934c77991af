using ApiAccounts.Core.Access;
using ApiAccounts.Core.Groups;

namespace ApiAccounts.Core.Operators;

/// <summary>What an operator may do beyond itself and its own API users: by being an administrator, by its authorizations, by its groups.</summary>
public static class OperatorGrants
{
    /// <summary>Without those of its groups. Authorizations that are not here are kept for their owners and mean nothing to us.</summary>
    public static Grants OwnGrants(this Operator @operator) =>
        @operator.IsAdministrator ? Grants.All : Grants.Of(@operator.Authorizations.SelectMany(Opens));

    /// <summary>All of them, with its groups as they are now.</summary>
    public static async Task<Grants> GrantsOfAsync(this IGroupStore groups, Operator @operator, CancellationToken cancellationToken) =>
        @operator.IsAdministrator || @operator.Groups.IsEmpty
            ? @operator.OwnGrants()
            : (await PartnerGroups.ReadAsync(groups, @operator.Id.Pid, cancellationToken)).AddTo(@operator.OwnGrants(), @operator.Groups);

    /// <summary>Whether a caller may do as much as an operator, which reads its groups only where that decides.</summary>
    /// <inheritdoc cref="Rights.ToAct"/>
    internal static async Task<Error?> RefusalToActAsync(this IGroupStore groups, Caller caller, Operator target, CancellationToken cancellationToken)
    {
        if (caller.Grants.Cover(Grants.All)) return null;
        return Rights.ToAct(caller, target.Id, await groups.GrantsOfAsync(target, cancellationToken));
    }

    private static Permission[] Opens(OperatorAuthorization authorization) => authorization switch
    {
        OperatorAuthorization.AccountAccess => [Permission.ReadOperators, Permission.ReadApiUsers],
        OperatorAuthorization.CreateIntegration => [Permission.RecordUsage],
        _ => [],
    };
}
