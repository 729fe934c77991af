using System.Collections.Immutable;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>A role that operators have in workspaces. The operators store their assignments.</summary>
/// <param name="Id">Of the kind role, in bucket 0. Its number is unique among the partner's operators, groups and roles.</param>
/// <param name="Description">Its purpose; may be empty.</param>
public sealed record Role(AccountId Id, string Name, string Description)
{
    public uint Number => Id.UserId;

    /// <summary>Whether only API-only operators may have it.</summary>
    public bool IsApiOnly { get; init; }

    public ImmutableSortedSet<RolePermission> Permissions { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public bool IsBuiltIn => BuiltInRoles.Has(Number);
}
