using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Changes a group's name and description.</summary>
public sealed class ChangeGroup(IGroupStore store, AuditEntries audit)
{
    /// <param name="called">The caller's term for the name, for the message.</param>
    /// <param name="description">Null for no change.</param>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, AccountId id, string name, string called, string? description, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (GroupName.Check(name, called) is { } fault) return fault;
        if (description is not null && GroupDescription.Check(description) is { } wordy) return wordy;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Group {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            var changed = current.Value with { Name = name, Description = description ?? current.Value.Description };
            if (Describe(current.Value, changed) is not { Count: > 0 } differences) return new Unit();
            var entry = audit.New(AuditAction.GroupChanged, id, caller, differences);
            return await store.ChangeAsync(current with { Value = changed }, entry, cancellationToken) ? new Unit() : null;
        });
    }

    private static List<AuditChange> Describe(Group current, Group changed) =>
    [
        .. new[]
        {
            AuditChange.Of("name", current.Name, changed.Name),
            AuditChange.Of("description", current.Description, changed.Description),
        }.OfType<AuditChange>(),
    ];
}
