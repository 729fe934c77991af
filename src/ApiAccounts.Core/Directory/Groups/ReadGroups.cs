using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>A group, with the numbers of its members in the order of their creation.</summary>
public sealed record GroupWithMembers(Group Group, IReadOnlyList<uint> Members);

/// <summary>Reads groups with their members.</summary>
public sealed class ReadGroups(IGroupStore store, IOperatorStore operators)
{
    /// <summary>Reads all groups of the caller's partner, in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<GroupWithMembers>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        var listing = store.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value).ToListAsync(cancellationToken);
        var members = await MembersAsync(caller.Pid, cancellationToken);
        return (await listing).ConvertAll(group => new GroupWithMembers(group, [.. members[group.Number]]));
    }

    public async Task<Result<GroupWithMembers>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadGroup(caller, id) is { } refusal) return refusal;
        if (await store.FindAsync(id, cancellationToken) is not { } found) return Error.NotFound("group");
        return new GroupWithMembers(found.Value, [.. (await MembersAsync(id.Pid, cancellationToken))[id.UserId]]);
    }

    /// <summary>Returns the members by the numbers of their groups.</summary>
    private async Task<ILookup<uint, uint>> MembersAsync(uint pid, CancellationToken cancellationToken)
    {
        var complete = await operators.ListCompleteAsync(pid, cancellationToken)
            .Select(found => found.Value).ToListAsync(cancellationToken);
        return complete.SelectMany(one => one.Groups.Select(number => (number, one.Id.UserId)))
            .ToLookup(member => member.number, member => member.UserId);
    }
}
