using System.Collections.Immutable;
using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>A group of operators. The operators store their membership.</summary>
/// <param name="Id">Of the kind group, in bucket 0. Its number is unique among the partner's operators, groups and roles.</param>
/// <param name="Description">Its purpose; null if none was ever set. The Uptrends dialect does not show it, but calls the name the
/// description.</param>
public sealed record Group(AccountId Id, string Name, string? Description = null)
{
    public uint Number => Id.UserId;

    /// <summary>The permissions of its members. Each object occurs at most once.</summary>
    public ImmutableList<GroupPermission> Permissions { get; init; } = [];

    /// <summary>The authorizations of its members, beside their own.</summary>
    public ImmutableSortedSet<OperatorAuthorization> Authorizations { get; init; } = [];

    internal Grants AddTo(Grants grants) => Permissions.Aggregate(
        grants.Plus(Authorizations.SelectMany(authorization => authorization.Opens())),
        (granted, permission) => permission.AddTo(granted));
}
