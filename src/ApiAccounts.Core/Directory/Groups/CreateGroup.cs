using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Creates a group without members in the caller's partner.</summary>
public sealed class CreateGroup(IGroupStore store, IOperatorStore operators, AuditEntries audit)
{
    /// <summary>The bucket of all groups. They have no API users, so it has no meaning.</summary>
    private const int Bucket = 0;

    /// <param name="called">The caller's term for the name, for the message.</param>
    public async Task<Result<Group>> ExecuteAsync(
        Caller caller, string name, string called, string? description, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageRights, caller) is { } refusal) return refusal;
        if (GroupName.Check(name, called) is { } fault) return fault;
        if (description is not null && GroupDescription.Check(description) is { } wordy) return wordy;
        return await OptimisticRetry.UntilDoneAsync<Group>($"Partner {caller.Pid}", async () =>
        {
            var partner = await operators.GetPartnerAsync(caller.Pid, cancellationToken);
            var number = partner.Value.LastUserId + 1;
            var group = new Group(AccountId.New(AccountKind.Group, caller.Pid, number, Bucket), name, description);
            var counted = partner with { Value = partner.Value with { LastUserId = number } };
            var entry = audit.New(AuditAction.GroupCreated, group.Id, caller, AuditChange.Set("name", name));
            return await store.AddAsync(counted, group, entry, cancellationToken) ? (Result<Group>?)group : null;
        });
    }
}
