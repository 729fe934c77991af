using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Deletes several groups of the caller's partner, all or none. Their members are removed from them first.</summary>
public sealed class DeleteGroups(IGroupStore store, RemoveMembers remove, AuditEntries audit)
{
    /// <param name="numbers">At most <see cref="IGroupStore.MaxDeletions"/>. Duplicates count once.</param>
    /// <returns>A conflict that names the unknown ones.</returns>
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
            await remove.ExecuteAsync(caller, [.. deleted.Select(group => group.Value)], cancellationToken);
            var deletions = deleted.Select(group => new GroupDeletion(group, DeleteGroup.Entry(audit, group.Value, caller))).ToList();
            return await store.DeleteAllAsync(deletions, cancellationToken) ? new Unit() : null;
        });
    }
}
