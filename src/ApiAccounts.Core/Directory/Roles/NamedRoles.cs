using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Roles that somebody names by their numbers, with the workspaces to hold them in.</summary>
/// <param name="All">Each once, the built-in ones among them.</param>
/// <param name="Kept">Those that are rows: what gives them to somebody has to give them a new version, so that nobody deletes one meanwhile.</param>
internal sealed record NamedRoles(IReadOnlyList<Role> All, IReadOnlyList<Versioned<Role>> Kept);

internal static class RoleReads
{
    /// <summary>Those that are given to an operator are rows of one transaction of 100.</summary>
    private const int MaxNamed = 45;

    private const string Target = "roles";

    /// <returns>An error that names those that are not there.</returns>
    public static async Task<Result<NamedRoles>> FindNamedAsync(
        this IRoleStore store, uint pid, IReadOnlyCollection<RoleAssignment> assignments, CancellationToken cancellationToken)
    {
        var numbers = assignments.Select(assignment => assignment.Role).Distinct().Order().ToList();
        if (numbers.Count > MaxNamed) return Error.Invalid($"There may be at most {MaxNamed} roles at once; there are {numbers.Count}.", Target);
        var unknownWorkspaces = assignments.Select(assignment => assignment.Workspace).Where(number => Workspaces.NameOf(number) is null).Distinct().ToList();
        if (unknownWorkspaces.Count > 0) return Error.Invalid($"There are no such workspaces: {string.Join(", ", unknownWorkspaces)}.", Target);
        if (assignments.Any(assignment => assignment is { Role: BuiltInRoles.Admin, Workspace: not Workspaces.All }))
            return Error.Invalid($"The role Admin is held in all workspaces, which is the number {Workspaces.All}.", Target);

        var kept = await Task.WhenAll(numbers.Where(number => !BuiltInRoles.Has(number)).Select(number => store.FindAsync(pid, number, cancellationToken)));
        var found = kept.OfType<Versioned<Role>>().ToList();
        List<Role> all = [.. numbers.Select(number => BuiltInRoles.Find(pid, number)).OfType<Role>(), .. found.Select(role => role.Value)];
        var unknown = numbers.Except(all.Select(role => role.Number)).ToList();
        return unknown.Count == 0 ? new NamedRoles(all, found) : Error.Invalid($"There are no such roles: {string.Join(", ", unknown)}.", Target);
    }

    /// <summary>The role with exactly this number, built in or not.</summary>
    public static async Task<Role?> FindAnyAsync(this IRoleStore store, uint pid, uint number, CancellationToken cancellationToken) =>
        BuiltInRoles.Find(pid, number) ?? (await store.FindAsync(pid, number, cancellationToken))?.Value;
}
