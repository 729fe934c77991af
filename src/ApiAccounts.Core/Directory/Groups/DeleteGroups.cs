using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Deletes several groups of the caller's partner, all or none; none of them may have members.</summary>
public sealed class DeleteGroups(IGroupStore store, IOperatorStore operators, AuditEntries audit)
{
    /// <param name="numbers">At most <see cref="IGroupStore.MaxDeletions"/>; one that is there twice counts once.</param>
    /// <returns>A conflict that names those in the way: unknown ones, and those that have members.</returns>
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, IReadOnlyCollection<uint> numbers, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageRights, caller) is { } refusal) return refusal;
        if (BulkDeletion.Check(numbers, IGroupStore.MaxDeletions) is { } fault) return fault;
        var wanted = numbers.Distinct().Order().ToList();
        return await OptimisticRetry.UntilDoneAsync<Unit>($"The groups {string.Join(", ", wanted)}", async () =>
        {
            // Read before the members: whoever becomes one meanwhile gives its group another version.
            var found = await Task.WhenAll(wanted.Select(number => store.FindAsync(caller.Pid, number, cancellationToken)));
            var deleted = found.OfType<Versioned<Group>>().ToList();
            var unknown = wanted.Except(deleted.Select(group => group.Value.Number)).ToList();
            if (unknown.Count > 0) return BulkDeletion.InTheWay(unknown, "are not there");
            var inUse = await operators.ListAsync(caller.Pid, cancellationToken)
                .SelectMany(one => wanted.Where(one.Value.IsMemberOf).ToAsyncEnumerable()).ToHashSetAsync(cancellationToken: cancellationToken);
            if (inUse.Count > 0) return BulkDeletion.InTheWay(inUse.Order(), "have members");
            var deletions = deleted.Select(group => new GroupDeletion(group, DeleteGroup.Entry(audit, group.Value, caller))).ToList();
            return await store.DeleteAllAsync(deletions, cancellationToken) ? new Unit() : null;
        });
    }
}
