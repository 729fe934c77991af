using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>The groups and roles of a partner, from which the grants of its operators are computed.</summary>
public sealed class PartnerGrants
{
    private readonly Dictionary<uint, Group> groups;
    private readonly Dictionary<uint, Role> roles;

    private PartnerGrants(Dictionary<uint, Group> groups, Dictionary<uint, Role> roles)
    {
        this.groups = groups;
        this.roles = roles;
    }

    public static async Task<PartnerGrants> ReadAsync(IGroupStore groups, IRoleStore roles, uint pid, CancellationToken cancellationToken)
    {
        var readingGroups = groups.ListAsync(pid, cancellationToken).Select(found => found.Value)
            .ToDictionaryAsync(group => group.Number, cancellationToken: cancellationToken);
        var readingRoles = roles.ListAsync(pid, cancellationToken).Select(found => found.Value)
            .ToDictionaryAsync(role => role.Number, cancellationToken: cancellationToken);
        return new(await readingGroups, await readingRoles);
    }

    /// <summary>Adds the grants of groups and roles to the operator's own. An unknown number grants nothing.</summary>
    public Grants AddTo(Grants own, GrantingNumbers numbers)
    {
        var byGroups = numbers.Groups.Select(groups.GetValueOrDefault).OfType<Group>()
            .Aggregate(own, (grants, group) => group.AddTo(grants));
        return numbers.Roles.Select(roles.GetValueOrDefault).OfType<Role>()
            .Aggregate(byGroups, (grants, role) => grants.Plus(role.Grants().OnPartner));
    }
}
