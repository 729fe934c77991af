using System.Collections.Immutable;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>A group of operators. Who is a member is kept with the operator.</summary>
/// <param name="Id">Of the kind group, in bucket 0; its number is unique among the partner's operators and groups.</param>
/// <param name="Description">What it is for; not shown by the Uptrends dialect, which calls the name the description.</param>
public sealed record Group(AccountId Id, string Name, string Description = "")
{
    public uint Number => Id.UserId;

    /// <summary>What its members may do; an object is there at most once.</summary>
    public ImmutableList<GroupPermission> Permissions { get; init; } = [];
}
