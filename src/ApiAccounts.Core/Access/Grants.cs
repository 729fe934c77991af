using System.Collections.Immutable;

namespace ApiAccounts.Core.Access;

/// <summary>What somebody may do beyond its own: permissions over the whole partner, and over what single other operators own.</summary>
public sealed class Grants
{
    private readonly ImmutableHashSet<Permission> onPartner;
    private readonly ImmutableDictionary<uint, ImmutableHashSet<Permission>> onOperators;

    private Grants(ImmutableHashSet<Permission> onPartner, ImmutableDictionary<uint, ImmutableHashSet<Permission>> onOperators)
    {
        this.onPartner = onPartner;
        this.onOperators = onOperators;
    }

    public static Grants None { get; } = new([], ImmutableDictionary<uint, ImmutableHashSet<Permission>>.Empty);

    /// <summary>What an administrator may.</summary>
    public static Grants All { get; } = Of(Enum.GetValues<Permission>());

    public IReadOnlySet<Permission> OnPartner => onPartner;

    public static Grants Of(params IEnumerable<Permission> onPartner) => None.Plus(onPartner);

    public bool Allow(Permission permission) => onPartner.Contains(permission);

    /// <summary>Whether they allow something over what one operator owns.</summary>
    public bool Allow(Permission permission, uint userId) =>
        onPartner.Contains(permission) || (onOperators.TryGetValue(userId, out var granted) && granted.Contains(permission));

    /// <summary>The operators over which alone a permission is granted; those of <see cref="OnPartner"/> are not among it.</summary>
    public IEnumerable<uint> OperatorsWith(Permission permission) =>
        onOperators.Where(granted => granted.Value.Contains(permission)).Select(granted => granted.Key);

    /// <summary>Whether whoever has these may do all that the others allow.</summary>
    public bool Cover(Grants others) =>
        onPartner.IsSupersetOf(others.onPartner)
        && others.onOperators.All(granted => granted.Value.All(permission => Allow(permission, granted.Key)));

    public Grants Plus(IEnumerable<Permission> more) => onPartner.Union(more) is var all && all.Count == onPartner.Count ? this : new(all, onOperators);

    public Grants Plus(uint userId, IEnumerable<Permission> more) =>
        new(onPartner, onOperators.SetItem(userId, onOperators.GetValueOrDefault(userId, []).Union(more)));
}
