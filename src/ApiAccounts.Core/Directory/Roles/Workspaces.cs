namespace ApiAccounts.Core.Directory.Roles;

/// <summary>A part of what a partner has in the SaaS, that a role is held in. Over accounts a role allows the same in each.</summary>
public sealed record Workspace(uint Number, string Name, string Description);

/// <summary>The workspaces of a partner: one, and the name for all of them.</summary>
public static class Workspaces
{
    /// <summary>Stands for all workspaces.</summary>
    public const uint All = 0;

    /// <summary>The one that every partner has.</summary>
    public const uint Default = 1;

    private const string NameOfAll = "AllZones";

    /// <summary>Those that there are, <see cref="All"/> not among them.</summary>
    public static IReadOnlyList<Workspace> List { get; } = [new(Default, "Default", "The workspace that every account has.")];

    /// <returns>Null where there is none.</returns>
    public static string? NameOf(uint number) => number == All ? NameOfAll : List.FirstOrDefault(workspace => workspace.Number == number)?.Name;
}
