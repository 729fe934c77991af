using ApiAccounts.Core.Sessions;
using ApiAccounts.Functions.Dialects.V1;
using ApiAccounts.Functions.Dialects.V1.Sessions;

namespace ApiAccounts.Functions.Console;

/// <summary><c>/console/sessions</c>: all sessions in which the caller is signed in.</summary>
public sealed class ConsoleSessionsFunctions(ConsoleApi console, ConsoleCookie cookie, ListSessions list, EndSessions end)
{
    [Function(nameof(ConsoleListSessions))]
    public Task<IResult> ConsoleListSessions(
        [HttpTrigger(Anonymous, "get", "head", Route = "console/sessions")] HttpRequest request, CancellationToken cancellationToken) =>
        console.As(
            request,
            caller => list.ExecuteAsync(caller, caller.Operator, cancellationToken)
                .Then(found => Result.Of<IReadOnlyList<V1SessionResponse>>(
                    [.. found.Select(session => V1SessionResponse.Of(session, caller.Session))])),
            found => TypedResults.Json(found, V1Json.Default.IReadOnlyListV1SessionResponse),
            cancellationToken);

    [Function(nameof(ConsoleEndSession))]
    public Task<IResult> ConsoleEndSession(
        [HttpTrigger(Anonymous, "delete", Route = "console/sessions/{sessionId}")] HttpRequest request,
        string sessionId, CancellationToken cancellationToken) => console.As(
            request,
            caller => V1Ids.Session(sessionId).ThenAsync(id => EndAsync(request, caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(ConsoleSignOutEverywhere))]
    public Task<IResult> ConsoleSignOutEverywhere(
        [HttpTrigger(Anonymous, "delete", Route = "console/sessions")] HttpRequest request, CancellationToken cancellationToken) =>
        console.As(
            request,
            caller => EndAsync(request, caller, sessionId: null, cancellationToken),
            _ => TypedResults.NoContent(),
            cancellationToken);

    /// <param name="sessionId">Null for all.</param>
    private async Task<Result<Unit>> EndAsync(
        HttpRequest request, Caller caller, AccountId? sessionId, CancellationToken cancellationToken)
    {
        var ended = await end.ExecuteAsync(caller, caller.Operator, sessionId, cancellationToken);
        if (ended.TryGet(out _, out _) && (sessionId is null || sessionId == caller.Session)) cookie.Delete(request);
        return ended;
    }
}
