using ApiAccounts.Core.Sessions;

namespace ApiAccounts.Functions.Dialects.V1.Sessions;

/// <summary><c>/api/v1/operators/{id}/sessions</c>: where an operator is signed in.</summary>
public sealed class V1SessionFunctions(Api api, ListSessions list, EndSessions end)
{
    [Function(nameof(ListSessionsOfOperator))]
    public Task<IResult> ListSessionsOfOperator(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/operators/{operatorId}/sessions")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId)
                .ThenAsync(id => list.ExecuteAsync(caller, id, cancellationToken))
                .Then(found => Result.Of<IReadOnlyList<V1SessionResponse>>(
                    [.. found.Select(session => V1SessionResponse.Of(session, caller.Session))])),
            found => TypedResults.Json(found, V1Json.Default.IReadOnlyListV1SessionResponse),
            cancellationToken);

    [Function(nameof(EndSessionsOfOperator))]
    public Task<IResult> EndSessionsOfOperator(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/operators/{operatorId}/sessions")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId)
                .ThenAsync(id => end.ExecuteAsync(caller, id, sessionId: null, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(EndSessionOfOperator))]
    public Task<IResult> EndSessionOfOperator(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/operators/{operatorId}/sessions/{sessionId}")] HttpRequest request,
        string operatorId, string sessionId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => V1Ids.Session(sessionId)
                .ThenAsync(session => end.ExecuteAsync(caller, id, session, cancellationToken))),
            _ => TypedResults.NoContent(),
            cancellationToken);
}
