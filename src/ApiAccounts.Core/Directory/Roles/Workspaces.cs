namespace ApiAccounts.Core.Directory.Roles;

/// <summary>A part of a partner's data in the SaaS, in which a role is assigned. On accounts, a role grants the same in each.</summary>
public sealed record Workspace(uint Number, string Name, string Description);

/// <summary>The workspaces of a partner: a single one, and the name for all of them.</summary>
public static class Workspaces
{
    /// <summary>The number that stands for all workspaces.</summary>
    public const uint All = 0;

    /// <summary>The workspace of every partner.</summary>
    public const uint Default = 1;

    private const string NameOfAll = "AllZones";

    /// <summary>The existing workspaces, without <see cref="All"/>.</summary>
    public static IReadOnlyList<Workspace> List { get; } = [new(Default, "Default", "The workspace that every account has.")];

    /// <returns>Null if there is none.</returns>
    public static string? NameOf(uint number) =>
        number == All ? NameOfAll : List.FirstOrDefault(workspace => workspace.Number == number)?.Name;
}
