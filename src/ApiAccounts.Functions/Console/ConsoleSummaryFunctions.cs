using ApiAccounts.Core.Reports;

namespace ApiAccounts.Functions.Console;

/// <summary><c>/console/summary</c>: the numbers on the first page of the console.</summary>
public sealed class ConsoleSummaryFunctions(ConsoleApi console, ReadSummary read)
{
    [Function(nameof(ConsoleReadSummary))]
    public Task<IResult> ConsoleReadSummary(
        [HttpTrigger(Anonymous, "get", "head", Route = "console/summary")] HttpRequest request, CancellationToken cancellationToken) =>
        console.As(
            request,
            caller => read.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json(found, ConsoleJson.Default.Summary),
            cancellationToken);
}
