using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>The changes that were saved together.</summary>
public sealed record SavedApiUserChanges(IReadOnlyList<RegisteredApiUser> Added, IReadOnlyList<AccountId> Deleted);

/// <summary>Adds and deletes API users of one operator, all or none: the Save button under a list of them.</summary>
public sealed class SaveApiUserChanges(
    IApiUserStore store,
    ApiUserHolders holders,
    ApiUserBounds bounds,
    RegisterApiUser register,
    ExpiryDeadlines deadlines,
    AuditEntries audit,
    TimeProvider clock)
{
    /// <param name="operatorId">The owner of all of them.</param>
    /// <returns>A conflict that names an API user to delete that does not exist.</returns>
    public async Task<Result<SavedApiUserChanges>> ExecuteAsync(
        Caller caller,
        AccountId operatorId,
        IReadOnlyList<NewApiUser> add,
        IReadOnlyList<AccountId> delete,
        CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (Check(caller, operatorId, add, delete) is { } fault) return fault;
        if (!(await holders.HolderAsync(caller, operatorId, cancellationToken)).TryGet(out var holder, out var error)) return error;
        if (delete.Index().FirstOrDefault(id => id.Item.Bucket != operatorId.Bucket, (-1, default)) is { Index: >= 0 } elsewhere)
            return NotFound(elsewhere.Item, elsewhere.Index); // an operator's bucket never changes, so this API user never existed
        if (!Bounded(caller, operatorId, add).TryGet(out var bounded, out var tooMuch)) return tooMuch;

        var added = bounded.Select(request => register.Create(operatorId, holder, request)).ToList();
        ApiUserChange[] changes =
        [
            .. delete.Select(id => new ApiUserChange(null, audit.New(AuditAction.ApiUserDeleted, id, caller))),
            .. added.Select(created =>
                new ApiUserChange(created.ApiUser, audit.New(AuditAction.ApiUserRegistered, created.ApiUser.Id, caller))),
        ];
        await Task.WhenAll(added.Select(created => deadlines.SetAsync(created.ApiUser.Id, created.ApiUser.ExpiresAt, cancellationToken)));
        return await store.SaveAsync(changes, cancellationToken) is { } missing
            ? NotFound(delete[missing], missing)
            : new SavedApiUserChanges(added, delete);
    }

    private Result<List<NewApiUser>> Bounded(Caller caller, AccountId operatorId, IReadOnlyList<NewApiUser> add)
    {
        var bounded = new List<NewApiUser>(add.Count);
        foreach (var (index, request) in add.Index())
        {
            if (!bounds.Within(caller, operatorId, request).TryGet(out var within, out var fault))
                return fault with { Target = $"add[{index}].{fault.Target}" };
            bounded.Add(within);
        }
        return bounded;
    }

    private Error? Check(Caller caller, AccountId operatorId, IReadOnlyList<NewApiUser> add, IReadOnlyList<AccountId> delete)
    {
        if (add.Count + delete.Count is 0 or > IApiUserStore.MaxChanges)
            return Error.Invalid($"There must be between 1 and {IApiUserStore.MaxChanges} changes; there are {add.Count + delete.Count}.");
        var now = clock.GetUtcNow();
        foreach (var (index, request) in add.Index())
            if (request.Check(now) is { } fault) return fault with { Target = $"add[{index}].{fault.Target}" };

        var seen = new HashSet<AccountId>();
        foreach (var (index, id) in delete.Index())
        {
            var target = $"delete[{index}]";
            if (id.Pid != caller.Pid) return Error.NotFound($"API user as {id}") with { Target = target };
            if (id.UserId != operatorId.UserId) return Error.Invalid($"The API user {id} belongs to another operator.", target);
            if (!seen.Add(id)) return Error.Invalid($"The API user {id} occurs twice.", target);
        }
        return null;
    }

    private static Error NotFound(AccountId id, int index) =>
        new(ErrorKind.Conflict, "api_user_gone", $"Nothing was saved, because the API user {id} does not exist.", $"delete[{index}]");
}
