using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary>A group as this dialect shows it.</summary>
/// <param name="Users">The numbers of its members.</param>
internal sealed record GroupResponse(uint GroupId, uint Pid, string Name, string Description, int MembershipCount, IReadOnlyList<uint> Users)
{
    public static IReadOnlyList<ListColumn<GroupResponse>> Columns { get; } =
    [
        new("groupId", group => group.GroupId),
        new("pid", group => group.Pid),
        new("name", group => group.Name),
        new("description", group => group.Description),
        new("membershipCount", group => group.MembershipCount),
        new("users", group => group.Users),
    ];

    public static GroupResponse Of(GroupWithMembers read) =>
        new(read.Group.Number, read.Group.Id.Pid, read.Group.Name, read.Group.Description, read.Members.Count, read.Members);
}
