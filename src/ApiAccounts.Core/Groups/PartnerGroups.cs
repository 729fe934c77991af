using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Groups;

/// <summary>The groups of a partner, for saying what their members may do.</summary>
public sealed class PartnerGroups
{
    private readonly Dictionary<uint, Group> groups;

    private PartnerGroups(Dictionary<uint, Group> groups) => this.groups = groups;

    public static async Task<PartnerGroups> ReadAsync(IGroupStore store, uint pid, CancellationToken cancellationToken) => new(
        await store.ListAsync(pid, cancellationToken).Select(found => found.Value).ToDictionaryAsync(group => group.Number, cancellationToken: cancellationToken));

    /// <summary>What is granted by groups, added to what is granted otherwise. A number that no group has grants nothing.</summary>
    public Grants AddTo(Grants own, IEnumerable<uint> numbers) => numbers
        .Select(groups.GetValueOrDefault).OfType<Group>().SelectMany(group => group.Permissions)
        .Aggregate(own, (grants, permission) => permission.AddTo(grants));
}
