using System.Collections.Immutable;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>The changeable properties of a role.</summary>
public sealed record RoleSettings(string Name, string Description, bool IsApiOnly, ImmutableSortedSet<RolePermission> Permissions)
{
    private const int MaxNameLength = 100;
    private const int MaxDescriptionLength = 255;

    /// <returns>Null if they are valid.</returns>
    public Error? Check() =>
        TextRules.CheckName(Name, "name of a role", MaxNameLength)
        ?? TextRules.Check(Description, "description of a role", MaxDescriptionLength, "description");
}
