using ApiAccounts.Functions.Console;
using ApiAccounts.Functions.Dialects.Marketo;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Responds to paths without a route, and to <c>/</c>, which no route can name: the Functions host takes an empty route for a missing one.
/// The host tries functions in order of their names, so this name sorts last.
/// </summary>
public sealed class CatchAllFunctions(ErrorAnswers errors, MarketoApi marketo, ConsoleWebsiteFunctions website)
{
    private static readonly PathString Root = new("/");

    [Function(nameof(ZCatchAll))]
    public Task<IResult> ZCatchAll(
        [HttpTrigger(Anonymous, Route = "{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        MarketoApi.Owns(request.Path)
            ? marketo.AnswerNoRouteAsync(request, cancellationToken)
            : Task.FromResult(request.Path == Root ? AnswerRoot(request) : errors.OfNoRoute(request, RouteTable.MethodsOf(request.Path)));

    private IResult AnswerRoot(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? website.AnswerPage(request)
            : errors.OfNoRoute(request, ConsoleWebsiteFunctions.MethodsOfRoot);
}
