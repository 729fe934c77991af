using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmptyWorker;

public sealed class EmptyFunctions
{
    private static readonly Task<IResult> Nothing = Task.FromResult<IResult>(TypedResults.NoContent());

    [Function(nameof(Empty))]
    public Task<IResult> Empty([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty")] HttpRequest request) => Nothing;
}
