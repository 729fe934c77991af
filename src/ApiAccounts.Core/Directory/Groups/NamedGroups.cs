using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Groups that somebody names by their numbers.</summary>
internal static class NamedGroups
{
    /// <summary>Those that an operator joins are rows of one transaction of 100.</summary>
    private const int MaxNamed = 90;

    /// <returns>All of them, or an error that names those that are not there.</returns>
    public static async Task<Result<IReadOnlyList<Versioned<Group>>>> FindNamedAsync(
        this IGroupStore store, uint pid, IReadOnlyCollection<uint> numbers, CancellationToken cancellationToken)
    {
        if (numbers.Count > MaxNamed)
            return Error.Invalid($"There may be at most {MaxNamed} groups at once; there are {numbers.Count}.", "groups");
        var found = await Task.WhenAll(numbers.Select(number => store.FindAsync(pid, number, cancellationToken)));
        var unknown = numbers.Where((_, index) => found[index] is null).ToList();
        return unknown.Count == 0
            ? found.OfType<Versioned<Group>>().ToList()
            : Error.Invalid($"There are no such groups: {string.Join(", ", unknown)}.", "groups");
    }
}
