namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Roles looked up by their numbers.</summary>
/// <param name="All">Each role once, including built-in ones.</param>
/// <param name="Custom">The roles with rows. Assigning one must give it a new version, so that nobody deletes it meanwhile.</param>
internal sealed record NamedRoles(IReadOnlyList<Role> All, IReadOnlyList<Versioned<Role>> Custom);

internal static class RoleReads
{
    /// <summary>The roles assigned to an operator are rows of one transaction of 100.</summary>
    private const int MaxNamed = 45;

    private const string Target = "roles";

    /// <returns>An error that names the unknown ones.</returns>
    public static async Task<Result<NamedRoles>> FindNamedAsync(
        this IRoleStore store, uint pid, IReadOnlyCollection<RoleAssignment> assignments, CancellationToken cancellationToken)
    {
        var numbers = assignments.Select(assignment => assignment.Role).Distinct().Order().ToList();
        if (numbers.Count > MaxNamed)
            return Error.Invalid($"'{Target}' must contain at most {MaxNamed} roles; it contains {numbers.Count}.", Target);
        var unknownWorkspaces = assignments.Select(assignment => assignment.Workspace)
            .Where(number => Workspaces.NameOf(number) is null).Distinct().ToList();
        if (unknownWorkspaces.Count > 0)
            return Error.Invalid($"These workspaces do not exist: {string.Join(", ", unknownWorkspaces)}.", Target);
        if (assignments.Any(assignment => assignment is { Role: BuiltInRoles.Admin, Workspace: not Workspaces.All }))
            return Error.Invalid($"The role Admin must be assigned in all workspaces, with the number {Workspaces.All}.", Target);

        var custom = numbers.Where(number => !BuiltInRoles.Has(number));
        var read = await Task.WhenAll(custom.Select(number => store.FindAsync(pid, number, cancellationToken)));
        var found = read.OfType<Versioned<Role>>().ToList();
        List<Role> all = [.. numbers.Select(number => BuiltInRoles.Find(pid, number)).OfType<Role>(), .. found.Select(role => role.Value)];
        var unknown = numbers.Except(all.Select(role => role.Number)).ToList();
        return unknown.Count == 0
            ? new NamedRoles(all, found)
            : Error.Invalid($"These roles do not exist: {string.Join(", ", unknown)}.", Target);
    }

    /// <summary>Finds the role with exactly this number, built in or not.</summary>
    public static async Task<Role?> FindAnyAsync(this IRoleStore store, uint pid, uint number, CancellationToken cancellationToken) =>
        BuiltInRoles.Find(pid, number) ?? (await store.FindAsync(pid, number, cancellationToken))?.Value;
}
