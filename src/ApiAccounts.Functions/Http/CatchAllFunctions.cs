using ApiAccounts.Functions.Dialects.Marketo;

namespace ApiAccounts.Functions.Http;

/// <summary>Responds to paths without a route. The host tries functions in order of their names, so this name sorts last.</summary>
public sealed class CatchAllFunctions(ErrorAnswers errors, MarketoApi marketo)
{
    [Function(nameof(ZCatchAll))]
    public Task<IResult> ZCatchAll(
        [HttpTrigger(Anonymous, Route = "{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        MarketoApi.Owns(request.Path)
            ? marketo.AnswerNoRouteAsync(request, cancellationToken)
            : Task.FromResult(errors.OfNoRoute(request, RouteTable.MethodsOf(request.Path)));
}
