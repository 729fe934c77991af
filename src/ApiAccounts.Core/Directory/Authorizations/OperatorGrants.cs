using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>Computes the rights of operators beyond their own account and API users, from their current groups and roles.</summary>
public sealed class OperatorGrants(IGroupStore groups, IRoleStore roles)
{
    public async Task<Grants> OfAsync(Operator @operator, CancellationToken cancellationToken) =>
        GrantsIn(@operator, await ReadForAsync([@operator], cancellationToken));

    /// <inheritdoc cref="RefusalToActAsync(Caller, IReadOnlyCollection{Operator}, CancellationToken)"/>
    internal Task<Error?> RefusalToActAsync(Caller caller, Operator target, CancellationToken cancellationToken) =>
        RefusalToActAsync(caller, [target], cancellationToken);

    /// <summary>
    /// Whether a caller has all the rights of each of some operators of its partner. Reads groups and roles once, and only if needed.
    /// </summary>
    /// <inheritdoc cref="Rights.ToAct"/>
    internal async Task<Error?> RefusalToActAsync(Caller caller, IReadOnlyCollection<Operator> targets, CancellationToken cancellationToken)
    {
        if (caller.Grants.Cover(Grants.All)) return null;
        var partner = await ReadForAsync(targets, cancellationToken);
        return targets.Select(target => Rights.ToAct(caller, target.Id, GrantsIn(target, partner)))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static Grants GrantsIn(Operator @operator, PartnerGrants? partner) =>
        partner?.AddTo(@operator.OwnGrants(), @operator.NumbersThatGrant()) ?? @operator.OwnGrants();

    /// <returns>Null if no group or role affects any of them.</returns>
    private async Task<PartnerGrants?> ReadForAsync(IReadOnlyCollection<Operator> operators, CancellationToken cancellationToken) =>
        operators.FirstOrDefault(of => !of.NumbersThatGrant().IsEmpty) is { } member
            ? await PartnerGrants.ReadAsync(groups, roles, member.Id.Pid, cancellationToken)
            : null;
}
