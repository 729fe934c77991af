using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/OperatorGroup/{operatorGroupGuid}/Member</c>: the operators in a group.</summary>
public sealed class UptrendsOperatorGroupMemberFunctions(Api api, ListGroupMembers list, AddGroupMember add, RemoveGroupMember remove)
{
    [Function(nameof(UptrendsListOperatorGroupMembers))]
    public Task<IResult> UptrendsListOperatorGroupMembers(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/OperatorGroup/{operatorGroupGuid}/Member")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => list.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UptrendsAddOperatorGroupMember))]
    public Task<IResult> UptrendsAddOperatorGroupMember(
        [HttpTrigger(Anonymous, "post", Route = "v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}")]
        HttpRequest request,
        string operatorGroupGuid, string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => OnAsync(
                operatorGroupGuid, operatorGuid, (id, operatorId) => add.ExecuteAsync(caller, id, operatorId, cancellationToken)),
            operatorId => TypedResults.Json(
                ResponseOf(operatorId), UptrendsJson.Default.UptrendsGroupMemberResponse, statusCode: StatusCodes.Status201Created),
            cancellationToken);

    [Function(nameof(UptrendsRemoveOperatorGroupMember))]
    public Task<IResult> UptrendsRemoveOperatorGroupMember(
        [HttpTrigger(Anonymous, "delete", Route = "v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}")]
        HttpRequest request,
        string operatorGroupGuid, string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => OnAsync(
                operatorGroupGuid, operatorGuid, (id, operatorId) => remove.ExecuteAsync(caller, id, operatorId, cancellationToken)),
            operatorId => TypedResults.NoContent(),
            cancellationToken);

    /// <returns>The id of the operator.</returns>
    private static Task<Result<AccountId>> OnAsync(
        string operatorGroupGuid, string operatorGuid, Func<AccountId, AccountId, Task<Result<Unit>>> operation) =>
        UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => UptrendsIds.Operator(operatorGuid)
            .ThenAsync(operatorId => operation(id, operatorId).Then(_ => Result.Of(operatorId))));

    private static IResult Answer(IReadOnlyList<AccountId> members) =>
        new StreamedJson<UptrendsGroupMemberResponse>(members.Select(ResponseOf), UptrendsJson.Default.UptrendsGroupMemberResponse);

    private static UptrendsGroupMemberResponse ResponseOf(AccountId operatorId) => new(operatorId.ToString());
}
