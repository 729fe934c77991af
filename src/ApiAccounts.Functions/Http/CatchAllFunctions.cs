using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Http;

/// <summary>Answers what no other function does. The host tries functions by name, so this one's sorts last.</summary>
public sealed class CatchAllFunctions(ErrorAnswers errors)
{
    [Function(nameof(ZCatchAll))]
    public Task<IResult> ZCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(errors.OfNoRoute(request, RouteTable.MethodsOf(request.Path)));
}
