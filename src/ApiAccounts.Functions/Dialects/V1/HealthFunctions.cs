using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary><c>/healthz/live</c> reports that the app responds; <c>/healthz/ready</c> that its tables and queues do, too.</summary>
public sealed class HealthFunctions(StorageReadiness readiness)
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
        return unavailable.Count == 0
            ? TypedResults.Ok()
            : Problems.Answer(
                new(ErrorKind.Unavailable, "storage_unavailable", $"These do not respond: {string.Join(", ", unavailable)}."));
    }
}
