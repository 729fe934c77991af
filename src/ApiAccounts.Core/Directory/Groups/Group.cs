using System.Collections.Immutable;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>A group of operators. The operators store their membership.</summary>
/// <param name="Id">Of the kind group, in bucket 0. Its number is unique among the partner's operators, groups and roles.</param>
/// <param name="Description">Its purpose. The Uptrends dialect does not show it, but calls the name the description.</param>
public sealed record Group(AccountId Id, string Name, string Description = "")
{
    public uint Number => Id.UserId;

    /// <summary>The permissions of its members. Each object occurs at most once.</summary>
    public ImmutableList<GroupPermission> Permissions { get; init; } = [];
}
