using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Http;

/// <summary>Answers what no other function does, in the dialect of the path. The host tries functions by name, so this one's sorts last.</summary>
public sealed class CatchAllFunctions
{
    [Function(nameof(ZCatchAll))]
    public Task<IResult> ZCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, CancellationToken cancellationToken)
    {
        var methods = string.Join(", ", RouteTable.MethodsOf(request.Path));
        if (methods.Length == 0) return Task.FromResult(Dialect.Answer(request, Error.NotFound("path")));
        request.HttpContext.Response.Headers.Allow = methods;
        return Task.FromResult(Dialect.Answer(request, new(ErrorKind.MethodNotAllowed, "method_not_allowed", $"The path has only {methods}.")));
    }
}
