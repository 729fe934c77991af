using ApiAccounts.Core.Tokens;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>
/// <c>/healthz/live</c> reports that the app responds; <c>/healthz/ready</c> that its tables and queues do, too, and that its keys are
/// those of the accounts in them.
/// </summary>
public sealed class HealthFunctions(StorageReadiness readiness, CheckKeys keys)
{
    [Function(nameof(HealthLive))]
    public Task<IResult> HealthLive(
        [HttpTrigger(Anonymous, "get", "head", Route = "healthz/live")] HttpRequest request, CancellationToken cancellationToken) =>
        EmptyAnswer.Ok;

    [Function(nameof(HealthReady))]
    public async Task<IResult> HealthReady(
        [HttpTrigger(Anonymous, "get", "head", Route = "healthz/ready")] HttpRequest request, CancellationToken cancellationToken)
    {
        var unavailable = await readiness.FindUnavailableAsync(cancellationToken);
        if (unavailable.Count > 0)
        {
            return Problems.Answer(
                new(ErrorKind.Unavailable, "storage_unavailable", $"These do not respond: {string.Join(", ", unavailable)}."));
        }
        var wrong = await keys.FindWrongAsync(cancellationToken);
        return wrong.Count == 0
            ? TypedResults.Ok()
            : Problems.Answer(new(ErrorKind.Unavailable, "wrong_keys", string.Join(' ', wrong)));
    }
}
