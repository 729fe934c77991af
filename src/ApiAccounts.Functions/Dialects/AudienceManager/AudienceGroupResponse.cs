using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>A group in the form of this dialect.</summary>
/// <param name="Description">Null if none was ever set.</param>
/// <param name="Users">The numbers of its members.</param>
/// <param name="Wildcards">The permissions of its members over the whole partner.</param>
internal sealed record AudienceGroupResponse(
    uint GroupId,
    uint Pid,
    string Name,
    string? Description,
    int MembershipCount,
    IReadOnlyList<uint> Users,
    IReadOnlyList<string> Wildcards)
{
    public static IReadOnlyList<ListColumn<AudienceGroupResponse>> Columns { get; } =
    [
        new("groupId", group => group.GroupId),
        new("pid", group => group.Pid),
        new("name", group => group.Name),
        new("description", group => group.Description),
        new("membershipCount", group => group.MembershipCount),
        new("users", group => group.Users),
        new("wildcards", group => string.Join(' ', group.Wildcards)),
    ];

    public static AudienceGroupResponse Of(GroupWithMembers read) => new(
        read.Group.Number,
        read.Group.Id.Pid,
        read.Group.Name,
        read.Group.Description,
        read.Members.Count,
        read.Members,
        [
            .. read.Group.Permissions.Where(granted => granted.On == GrantedObject.Partner)
                .SelectMany(granted => granted.Permissions).Select(permission => permission.ToString()),
        ]);
}
