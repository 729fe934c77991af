using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>A group in the form of this dialect.</summary>
/// <param name="Users">The numbers of its members.</param>
internal sealed record AudienceGroupResponse(
    uint GroupId, uint Pid, string Name, string Description, int MembershipCount, IReadOnlyList<uint> Users)
{
    public static IReadOnlyList<ListColumn<AudienceGroupResponse>> Columns { get; } =
    [
        new("groupId", group => group.GroupId),
        new("pid", group => group.Pid),
        new("name", group => group.Name),
        new("description", group => group.Description),
        new("membershipCount", group => group.MembershipCount),
        new("users", group => group.Users),
    ];

    public static AudienceGroupResponse Of(GroupWithMembers read) =>
        new(read.Group.Number, read.Group.Id.Pid, read.Group.Name, read.Group.Description, read.Members.Count, read.Members);
}
