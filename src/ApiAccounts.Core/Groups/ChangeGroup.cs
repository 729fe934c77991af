using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Groups;

/// <summary>Changes a group's name.</summary>
public sealed class ChangeGroup(IGroupStore store, AuditEntries audit)
{
    /// <param name="called">What the caller calls the name, for the message.</param>
    public async Task<Result<Done>> ExecuteAsync(Caller caller, AccountId id, string name, string called, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (GroupName.Check(name, called) is { } fault) return fault;
        return await Changing.UntilDoneAsync<Done>($"Group {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            if (current.Value.Name == name) return new Done();
            var entry = audit.New(AuditAction.GroupChanged, id, caller, $"Name: \"{current.Value.Name}\" → \"{name}\"");
            return await store.ChangeAsync(current with { Value = current.Value with { Name = name } }, entry, cancellationToken) ? new Done() : null;
        });
    }
}
