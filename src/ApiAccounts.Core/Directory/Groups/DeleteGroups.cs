using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Deletes several groups of the caller's partner, all or none; none of them may have members.</summary>
public sealed class DeleteGroups(IGroupStore store, IOperatorStore operators, AuditEntries audit)
{
    /// <param name="numbers">At most <see cref="IGroupStore.MaxDeletions"/>. Duplicates count once.</param>
    /// <returns>A conflict that names the blocking ones: unknown groups and groups with members.</returns>
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, IReadOnlyCollection<uint> numbers, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageRights, caller) is { } refusal) return refusal;
        if (BulkDeletion.Check(numbers, IGroupStore.MaxDeletions) is { } fault) return fault;
        var requested = numbers.Distinct().Order().ToList();
        return await OptimisticRetry.UntilDoneAsync<Unit>($"The groups {string.Join(", ", requested)}", async () =>
        {
            // Read before the members: an operator that joins meanwhile gives its group a new version.
            var found = await Task.WhenAll(requested.Select(number => store.FindAsync(caller.Pid, number, cancellationToken)));
            var deleted = found.OfType<Versioned<Group>>().ToList();
            var unknown = requested.Except(deleted.Select(group => group.Value.Number)).ToList();
            if (unknown.Count > 0) return BulkDeletion.Blocked(unknown, "do not exist");
            var inUse = await operators.ListAsync(caller.Pid, cancellationToken)
                .SelectMany(one => requested.Where(one.Value.IsMemberOf).ToAsyncEnumerable())
                .ToHashSetAsync(cancellationToken: cancellationToken);
            if (inUse.Count > 0) return BulkDeletion.Blocked(inUse.Order(), "have members");
            var deletions = deleted.Select(group => new GroupDeletion(group, DeleteGroup.Entry(audit, group.Value, caller))).ToList();
            return await store.DeleteAllAsync(deletions, cancellationToken) ? new Unit() : null;
        });
    }
}
