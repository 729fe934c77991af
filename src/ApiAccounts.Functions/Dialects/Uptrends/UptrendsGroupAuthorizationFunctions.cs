using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/OperatorGroup/{operatorGroupGuid}/Authorization</c>: the authorizations of the members of a group.</summary>
public sealed class UptrendsGroupAuthorizationFunctions(Api api, GetGroup get, ChangeGroupAuthorization change)
{
    [Function(nameof(UptrendsListGroupAuthorizations))]
    public Task<IResult> UptrendsListGroupAuthorizations(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/OperatorGroup/{operatorGroupGuid}/Authorization")] HttpRequest request,
        string operatorGroupGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            group => TypedResults.Json(
                UptrendsGroupAuthorizationResponse.Of(group), UptrendsJson.Default.IReadOnlyListUptrendsGroupAuthorizationResponse),
            cancellationToken);

    [Function(nameof(UptrendsCreateGroupAuthorization))]
    public Task<IResult> UptrendsCreateGroupAuthorization(
        [HttpTrigger(Anonymous, "post", Route = "v4/OperatorGroup/{operatorGroupGuid}/Authorization/{authorizationType}")]
        HttpRequest request,
        string operatorGroupGuid, string authorizationType, CancellationToken cancellationToken) =>
        ChangeAsync(request, operatorGroupGuid, authorizationType, isGranted: true, EmptyAnswer.Created, cancellationToken);

    [Function(nameof(UptrendsDeleteGroupAuthorization))]
    public Task<IResult> UptrendsDeleteGroupAuthorization(
        [HttpTrigger(Anonymous, "delete", Route = "v4/OperatorGroup/{operatorGroupGuid}/Authorization/{authorizationType}")]
        HttpRequest request,
        string operatorGroupGuid, string authorizationType, CancellationToken cancellationToken) =>
        ChangeAsync(request, operatorGroupGuid, authorizationType, isGranted: false, TypedResults.NoContent(), cancellationToken);

    private Task<IResult> ChangeAsync(
        HttpRequest request,
        string operatorGroupGuid,
        string authorizationType,
        bool isGranted,
        IResult done,
        CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Group(operatorGroupGuid).ThenAsync(id => UptrendsAuthorizations.OfGroup(authorizationType)
                .ThenAsync(authorization => change.ExecuteAsync(caller, id, authorization, isGranted, cancellationToken))),
            _ => done,
            cancellationToken);
}
