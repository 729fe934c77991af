using ApiAccounts.Core.Credentials.Unconfirmed;

namespace ApiAccounts.Functions.Dialects.V1.Unconfirmed;

/// <summary>
/// <c>/api/v1/unconfirmed-credentials</c>: API users, custom services and passwords that somebody else created. They stop when their
/// operator gains rights, until an administrator confirms them.
/// </summary>
public sealed class V1UnconfirmedCredentialFunctions(Api api, ListUnconfirmedCredentials list, ConfirmCredential confirm)
{
    [Function(nameof(ListUnconfirmedCredentials))]
    public Task<IResult> ListUnconfirmedCredentials(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/unconfirmed-credentials")] HttpRequest request,
        CancellationToken cancellationToken) => api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json(
                [.. found.Select(V1UnconfirmedCredentialResponse.Of)], V1Json.Default.IReadOnlyListV1UnconfirmedCredentialResponse),
            cancellationToken);

    [Function(nameof(ConfirmCredential))]
    public Task<IResult> ConfirmCredential(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/unconfirmed-credentials/{credentialId}/confirm")] HttpRequest request,
        string credentialId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Credential(credentialId).ThenAsync(id => confirm.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);
}
