using System.Collections.Immutable;

namespace ApiAccounts.Core.Access;

/// <summary>The rights of a caller beyond its own account: permissions on the whole partner and on single other operators.</summary>
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

    /// <summary>The grants of an administrator.</summary>
    public static Grants All { get; } = Of(Enum.GetValues<Permission>());

    public IReadOnlySet<Permission> OnPartner => onPartner;

    /// <summary>The permissions on single operators, by their userIds.</summary>
    internal IReadOnlyDictionary<uint, ImmutableHashSet<Permission>> OnOperators => onOperators;

    public static Grants Of(params IEnumerable<Permission> onPartner) => None.Plus(onPartner);

    public bool Allow(Permission permission) => onPartner.Contains(permission);

    /// <summary>Whether they allow something on what one operator owns.</summary>
    public bool Allow(Permission permission, uint userId) =>
        onPartner.Contains(permission) || (onOperators.TryGetValue(userId, out var granted) && granted.Contains(permission));

    /// <summary>The operators on which a permission is granted singly, without those that only <see cref="OnPartner"/> covers.</summary>
    public IEnumerable<uint> OperatorsWith(Permission permission) =>
        onOperators.Where(granted => granted.Value.Contains(permission)).Select(granted => granted.Key);

    /// <summary>Whether these grants include all of the others.</summary>
    public bool Cover(Grants others) =>
        onPartner.IsSupersetOf(others.onPartner)
        && others.onOperators.All(granted => granted.Value.All(permission => Allow(permission, granted.Key)));

    public Grants Plus(IEnumerable<Permission> more) =>
        onPartner.Union(more) is var all && all.Count == onPartner.Count ? this : new(all, onOperators);

    public Grants Plus(uint userId, IEnumerable<Permission> more) =>
        new(onPartner, onOperators.SetItem(userId, onOperators.GetValueOrDefault(userId, []).Union(more)));
}
