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
            granted => TypedResults.Json(
                [.. granted.Select(authorization => authorization.ToString())], UptrendsJson.Default.IReadOnlyListString),
            cancellationToken);

    [Function(nameof(UptrendsCreateAuthorization))]
    public Task<IResult> UptrendsCreateAuthorization(
        [HttpTrigger(Anonymous, "post", Route = "v4/Operator/{operatorGuid}/Authorization/{authorizationType}")]
        HttpRequest request,
        string operatorGuid, string authorizationType, CancellationToken cancellationToken) =>
        ChangeAsync(request, operatorGuid, authorizationType, isGranted: true, EmptyAnswer.Created, cancellationToken);

    [Function(nameof(UptrendsDeleteAuthorization))]
    public Task<IResult> UptrendsDeleteAuthorization(
        [HttpTrigger(Anonymous, "delete", Route = "v4/Operator/{operatorGuid}/Authorization/{authorizationType}")]
        HttpRequest request,
        string operatorGuid, string authorizationType, CancellationToken cancellationToken) =>
        ChangeAsync(request, operatorGuid, authorizationType, isGranted: false, TypedResults.NoContent(), cancellationToken);

    private Task<IResult> ChangeAsync(
        HttpRequest request,
        string operatorGuid,
        string authorizationType,
        bool isGranted,
        IResult done,
        CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => UptrendsAuthorizations.OfOperator(authorizationType)
                .ThenAsync(authorization => change.ExecuteAsync(caller, id, authorization, isGranted, cancellationToken))),
            _ => done,
            cancellationToken);
}
