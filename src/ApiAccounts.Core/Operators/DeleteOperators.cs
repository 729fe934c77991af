using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Groups;

namespace ApiAccounts.Core.Operators;

/// <summary>Deletes several operators of the caller's partner, all or none; see <see cref="DeleteOperator"/>.</summary>
public sealed class DeleteOperators(IOperatorStore store, IGroupStore groups, IEndedOperators ended, AuditEntries audit)
{
    /// <param name="userIds">At most <see cref="IOperatorStore.MaxDeletions"/>; one that is there twice counts once.</param>
    /// <returns>A conflict that names those in the way: unknown ones, the caller, and the administrators when none would be left.</returns>
    public async Task<Result<Done>> ExecuteAsync(Caller caller, IReadOnlyCollection<uint> userIds, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        if (userIds.Count is 0 or > IOperatorStore.MaxDeletions)
            return Error.Invalid($"There may be from 1 to {IOperatorStore.MaxDeletions} ids; there are {userIds.Count}.", "ids");
        var wanted = userIds.Distinct().Order().ToList();
        return await Changing.UntilDoneAsync<Done>($"The operators {string.Join(", ", wanted)}", async () =>
        {
            var found = await Task.WhenAll(wanted.Select(userId => store.FindAsync(caller.Pid, userId, cancellationToken)));
            var deleted = found.OfType<Stored<Operator>>()
                .Where(one => one.Value.Status != OperatorStatus.Pending && one.Value.Id != caller.Operator).ToList();
            if (wanted.Except(deleted.Select(one => one.Value.Id.UserId)).ToList() is { Count: > 0 } others)
                return InTheWay(others, "the caller, or not there");
            foreach (var one in deleted)
                if (await groups.RefusalToActAsync(caller, one.Value, cancellationToken) is { } tooMuch) return tooMuch;

            var administrators = deleted.Where(one => one.Value.CountsAsAdministrator).Select(one => one.Value.Id.UserId).ToList();
            if (!(await store.CountAsync(caller, -administrators.Count, cancellationToken)).TryGet(out var partner, out var refused))
                return refused == Administrators.LastOne ? InTheWay(administrators, "the last administrators") : refused;

            await Task.WhenAll(deleted.Select(one => ended.SendAsync(one.Value.Id, cancellationToken))); // first, as for a single one
            var deletions = deleted.Select(one => new OperatorDeletion(one, DeleteOperator.Entry(audit, one.Value, caller))).ToList();
            return await store.DeleteAllAsync(deletions, partner, cancellationToken) ? new Done() : null;
        });
    }

    private static Error InTheWay(IEnumerable<uint> userIds, string why) =>
        Error.Conflict("in_the_way", $"Nothing was deleted, since these are {why}: {string.Join(", ", userIds)}.") with { Target = "ids" };
}
