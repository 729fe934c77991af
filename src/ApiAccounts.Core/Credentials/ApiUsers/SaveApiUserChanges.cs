using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>What was saved together.</summary>
public sealed record SavedApiUserChanges(IReadOnlyList<RegisteredApiUser> Added, IReadOnlyList<AccountId> Deleted);

/// <summary>Adds and deletes API users of one operator, all or none: the Save button under a list of them.</summary>
public sealed class SaveApiUserChanges(
    IApiUserStore store, ApiUserHolders holders, RegisterApiUser register, ExpiryDeadlines deadlines, AuditEntries audit, TimeProvider clock)
{
    /// <param name="operatorId">Whose they are, all of them.</param>
    /// <returns>A conflict that names one when an API user to be deleted is gone.</returns>
    public async Task<Result<SavedApiUserChanges>> ExecuteAsync(
        Caller caller, AccountId operatorId, IReadOnlyList<NewApiUser> add, IReadOnlyList<AccountId> delete, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (Check(caller, operatorId, add, delete) is { } fault) return fault;
        if (!(await holders.NameOfAsync(caller, operatorId, cancellationToken)).TryGet(out var operatorName, out var error)) return error;
        if (delete.Index().FirstOrDefault(id => id.Item.Bucket != operatorId.Bucket, (-1, default)) is { Index: >= 0 } elsewhere)
            return Gone(elsewhere.Item, elsewhere.Index); // an operator keeps its bucket: there never was such a one

        var added = add.Select(request => register.Make(operatorId, operatorName, request)).ToList();
        ApiUserChange[] changes =
        [
            .. delete.Select(id => new ApiUserChange(null, audit.New(AuditAction.ApiUserDeleted, id, caller))),
            .. added.Select(made => new ApiUserChange(made.ApiUser, audit.New(AuditAction.ApiUserRegistered, made.ApiUser.Id, caller))),
        ];
        await Task.WhenAll(added.Select(made => deadlines.SetAsync(made.ApiUser.Id, made.ApiUser.ExpiresAt, cancellationToken)));
        return await store.SaveAsync(changes, cancellationToken) is { } gone ? Gone(delete[gone], gone) : new SavedApiUserChanges(added, delete);
    }

    private Error? Check(Caller caller, AccountId operatorId, IReadOnlyList<NewApiUser> add, IReadOnlyList<AccountId> delete)
    {
        if (add.Count + delete.Count is 0 or > IApiUserStore.MaxChanges)
            return Error.Invalid($"There may be from 1 to {IApiUserStore.MaxChanges} changes; there are {add.Count + delete.Count}.");
        var now = clock.GetUtcNow();
        foreach (var (index, request) in add.Index())
            if (request.Check(now) is { } fault) return fault with { Target = $"add[{index}].{fault.Target}" };

        var seen = new HashSet<AccountId>();
        foreach (var (index, id) in delete.Index())
        {
            var target = $"delete[{index}]";
            if (id.Pid != caller.Pid) return Error.NotFound($"API user as {id}") with { Target = target };
            if (id.UserId != operatorId.UserId) return Error.Invalid($"The API user {id} is of another operator.", target);
            if (!seen.Add(id)) return Error.Invalid($"The API user {id} is there twice.", target);
        }
        return null;
    }

    private static Error Gone(AccountId id, int index) =>
        new(ErrorKind.Conflict, "api_user_gone", $"The API user {id} is gone, so nothing was saved.", $"delete[{index}]");
}
