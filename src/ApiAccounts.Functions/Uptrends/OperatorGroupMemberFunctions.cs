using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Uptrends;

/// <summary><c>/v4/OperatorGroup/{operatorGroupGuid}/Member</c>: the operators in a group.</summary>
public sealed class OperatorGroupMemberFunctions(UptrendsApi api, ListGroupMembers list, AddGroupMember add, RemoveGroupMember remove)
{
    [Function(nameof(UptrendsListOperatorGroupMembers))]
    public Task<IResult> UptrendsListOperatorGroupMembers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/OperatorGroup/{operatorGroupGuid}/Member")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request, caller => Guids.OnGroupAsync(operatorGroupGuid, id => list.ExecuteAsync(caller, id, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UptrendsAddOperatorGroupMember))]
    public Task<IResult> UptrendsAddOperatorGroupMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}")] HttpRequest request,
        string operatorGroupGuid, string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => OnAsync(operatorGroupGuid, operatorGuid, (id, operatorId) => add.ExecuteAsync(caller, id, operatorId, cancellationToken)),
            operatorId => TypedResults.Json(ResponseOf(operatorId), UptrendsJson.Default.GroupMemberResponse, statusCode: StatusCodes.Status201Created),
            cancellationToken);

    [Function(nameof(UptrendsRemoveOperatorGroupMember))]
    public Task<IResult> UptrendsRemoveOperatorGroupMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}")] HttpRequest request,
        string operatorGroupGuid, string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => OnAsync(operatorGroupGuid, operatorGuid, (id, operatorId) => remove.ExecuteAsync(caller, id, operatorId, cancellationToken)),
            operatorId => TypedResults.NoContent(),
            cancellationToken);

    /// <returns>The operator that it was about.</returns>
    private static Task<Result<AccountId>> OnAsync(
        string operatorGroupGuid, string operatorGuid, Func<AccountId, AccountId, Task<Result<Done>>> operation) =>
        Guids.OnGroupAsync(operatorGroupGuid, id => Guids.OnOperatorAsync<AccountId>(operatorGuid, async operatorId =>
            (await operation(id, operatorId)).TryGet(out _, out var error) ? operatorId : error));

    private static IResult Answer(IReadOnlyList<AccountId> members) =>
        TypedResults.Json([.. members.Select(ResponseOf)], UptrendsJson.Default.IReadOnlyListGroupMemberResponse);

    private static GroupMemberResponse ResponseOf(AccountId operatorId) => new(operatorId.ToString());
}
