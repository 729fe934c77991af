using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Removes all members of groups that are about to be deleted, each in a transaction of its own.</summary>
public sealed class RemoveMembers(IOperatorStore operators, AuditEntries audit)
{
    private const int MaxConcurrent = 8;

    /// <param name="groups">Groups of the caller's partner.</param>
    internal async Task ExecuteAsync(Caller caller, IReadOnlyCollection<Group> groups, CancellationToken cancellationToken)
    {
        var numbers = groups.Select(group => group.Number).ToHashSet();
        var members = await operators.ListAsync(caller.Pid, cancellationToken)
            .Where(found => found.Value.Groups.Overlaps(numbers))
            .ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            members,
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent, CancellationToken = cancellationToken },
            async (member, leaving) => await RemoveAsync(caller, member.Value.Id, numbers, leaving));
    }

    private Task<Result<Unit>> RemoveAsync(Caller caller, AccountId id, HashSet<uint> numbers, CancellationToken cancellationToken) =>
        OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await operators.FindAsync(id, cancellationToken) is not { } current) return new Unit();
            var left = current.Value.Groups.Intersect(numbers);
            if (left.IsEmpty) return new Unit();
            var changed = current with { Value = current.Value with { Groups = current.Value.Groups.Except(numbers) } };
            var entry = audit.New(
                AuditAction.GroupMemberRemoved, id, caller, new AuditChange("deletedGroups", string.Join(", ", left), After: null));
            return await operators.ChangeAsync(changed, partner: null, entry, cancellationToken) ? new Unit() : null;
        });
}
