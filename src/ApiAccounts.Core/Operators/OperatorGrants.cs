using System.Collections.Immutable;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Groups;

namespace ApiAccounts.Core.Operators;

/// <summary>What an operator may do beyond itself and its own API users: by being an administrator, by its authorizations, by its groups.</summary>
public static class OperatorGrants
{
    /// <summary>Without those of its groups. Authorizations that are not here are kept for their owners and mean nothing to us.</summary>
    public static Grants OwnGrants(this Operator @operator) =>
        @operator.IsAdministrator ? Grants.All : Grants.Of(@operator.Authorizations.SelectMany(Opens));

    /// <summary>The groups that matter for it: none for an administrator, and none for most.</summary>
    public static ImmutableSortedSet<uint> GroupsThatGrant(this Operator @operator) => @operator.IsAdministrator ? [] : @operator.Groups;

    /// <summary>All of them, with its groups as they are now.</summary>
    public static async Task<Grants> GrantsOfAsync(this IGroupStore groups, Operator @operator, CancellationToken cancellationToken) =>
        @operator.GrantsIn(await groups.ReadForAsync([@operator], cancellationToken));

    /// <inheritdoc cref="RefusalToActAsync(IGroupStore, Caller, IReadOnlyCollection{Operator}, CancellationToken)"/>
    internal static Task<Error?> RefusalToActAsync(this IGroupStore groups, Caller caller, Operator target, CancellationToken cancellationToken) =>
        groups.RefusalToActAsync(caller, [target], cancellationToken);

    /// <summary>Whether a caller may do as much as each of some operators of its partner, which reads the groups, once, only where they decide.</summary>
    /// <inheritdoc cref="Rights.ToAct"/>
    internal static async Task<Error?> RefusalToActAsync(
        this IGroupStore groups, Caller caller, IReadOnlyCollection<Operator> targets, CancellationToken cancellationToken)
    {
        if (caller.Grants.Cover(Grants.All)) return null;
        var partnerGroups = await groups.ReadForAsync(targets, cancellationToken);
        return targets.Select(target => Rights.ToAct(caller, target.Id, target.GrantsIn(partnerGroups))).FirstOrDefault(refusal => refusal is not null);
    }

    private static Grants GrantsIn(this Operator @operator, PartnerGroups? groups) =>
        groups?.AddTo(@operator.OwnGrants(), @operator.GroupsThatGrant()) ?? @operator.OwnGrants();

    /// <returns>Null where no group matters for any of them.</returns>
    private static async Task<PartnerGroups?> ReadForAsync(
        this IGroupStore groups, IReadOnlyCollection<Operator> operators, CancellationToken cancellationToken) =>
        operators.FirstOrDefault(of => !of.GroupsThatGrant().IsEmpty) is { } member
            ? await PartnerGroups.ReadAsync(groups, member.Id.Pid, cancellationToken)
            : null;

    private static Permission[] Opens(OperatorAuthorization authorization) => authorization switch
    {
        OperatorAuthorization.AccountAccess => [Permission.ReadOperators, Permission.ReadApiUsers],
        OperatorAuthorization.CreateIntegration => [Permission.RecordUsage],
        _ => [],
    };
}
