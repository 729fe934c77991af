namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Looks up groups by their numbers.</summary>
internal static class NamedGroups
{
    /// <summary>The groups that an operator joins are rows of one transaction of 100.</summary>
    private const int MaxNamed = 90;

    /// <returns>All of them, or an error that names the unknown ones.</returns>
    public static async Task<Result<IReadOnlyList<Versioned<Group>>>> FindNamedAsync(
        this IGroupStore store, uint pid, IReadOnlyCollection<uint> numbers, CancellationToken cancellationToken)
    {
        if (numbers.Count > MaxNamed)
            return Error.Invalid($"'groups' must contain at most {MaxNamed} groups; it contains {numbers.Count}.", "groups");
        var found = await Task.WhenAll(numbers.Select(number => store.FindAsync(pid, number, cancellationToken)));
        var unknown = numbers.Where((_, index) => found[index] is null).ToList();
        return unknown.Count == 0
            ? found.OfType<Versioned<Group>>().ToList()
            : Error.Invalid($"These groups do not exist: {string.Join(", ", unknown)}.", "groups");
    }
}
