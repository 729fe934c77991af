using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/Operator/{operatorGuid}/Authorization</c>: the authorizations of an operator.</summary>
public sealed class UptrendsAuthorizationFunctions(Api api, ListAuthorizations list, ChangeAuthorization change)
{
    [Function(nameof(UptrendsListAuthorizations))]
    public Task<IResult> UptrendsListAuthorizations(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/Operator/{operatorGuid}/Authorization")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => list.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UptrendsCreateAuthorization))]
    public Task<IResult> UptrendsCreateAuthorization(
        [HttpTrigger(Anonymous, "post", Route = "v4/Operator/{operatorGuid}/Authorization")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => GrantAsync(caller, id, request, cancellationToken)),
            granted => TypedResults.Json(
                BodyOf(granted), UptrendsJson.Default.UptrendsAuthorizationBody, statusCode: StatusCodes.Status201Created),
            cancellationToken);

    [Function(nameof(UptrendsDeleteAuthorization))]
    public Task<IResult> UptrendsDeleteAuthorization(
        [HttpTrigger(Anonymous, "delete", Route = "v4/Operator/{operatorGuid}/Authorization/{authorizationType}")]
        HttpRequest request,
        string operatorGuid, string authorizationType, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => WithdrawAsync(caller, id, authorizationType, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    private Task<Result<OperatorAuthorization>> GrantAsync(
        Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, UptrendsJson.Default.UptrendsAuthorizationBody, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(authorization => change.ExecuteAsync(caller, id, authorization, isGranted: true, cancellationToken)
                .Then(_ => Result.Of(authorization)));

    private Task<Result<Unit>> WithdrawAsync(Caller caller, AccountId id, string authorizationType, CancellationToken cancellationToken) =>
        UptrendsAuthorizationBody.Read(authorizationType, "authorizationType")
            .ThenAsync(authorization => change.ExecuteAsync(caller, id, authorization, isGranted: false, cancellationToken));

    private static IResult Answer(IReadOnlyList<OperatorAuthorization> authorizations) =>
        TypedResults.Json([.. authorizations.Select(BodyOf)], UptrendsJson.Default.IReadOnlyListUptrendsAuthorizationBody);

    private static UptrendsAuthorizationBody BodyOf(OperatorAuthorization authorization) => new(authorization.ToString());
}
