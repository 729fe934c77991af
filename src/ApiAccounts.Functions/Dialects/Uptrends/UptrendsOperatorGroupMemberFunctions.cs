using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/OperatorGroup/{operatorGroupGuid}/Member</c>: the operators in a group.</summary>
public sealed class UptrendsOperatorGroupMemberFunctions(
    Api api, ListGroupMembers list, ListGroupsOfOperator listOfOperator, AddGroupMember add, RemoveGroupMember remove)
{
    [Function(nameof(UptrendsListGroupsOfOperator))]
    public Task<IResult> UptrendsListGroupsOfOperator(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/Operator/{operatorGuid}/OperatorGroup")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => listOfOperator.ExecuteAsync(caller, id, cancellationToken)),
            groups => TypedResults.Json(
                [.. groups.Select(group => new UptrendsGroupOfOperatorResponse(group.ToString()))],
                UptrendsJson.Default.IReadOnlyListUptrendsGroupOfOperatorResponse),
            cancellationToken);

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
            _ => EmptyAnswer.Created,
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
            _ => TypedResults.NoContent(),
            cancellationToken);

    private static Task<Result<Unit>> OnAsync(
        string operatorGroupGuid, string operatorGuid, Func<AccountId, AccountId, Task<Result<Unit>>> operation) =>
        UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => UptrendsIds.Operator(operatorGuid)
            .ThenAsync(operatorId => operation(id, operatorId)));

    private static IResult Answer(IReadOnlyList<AccountId> members) =>
        new StreamedJson<UptrendsGroupMemberResponse>(members.Select(ResponseOf), UptrendsJson.Default.UptrendsGroupMemberResponse);

    private static UptrendsGroupMemberResponse ResponseOf(AccountId operatorId) => new(operatorId.ToString());
}
