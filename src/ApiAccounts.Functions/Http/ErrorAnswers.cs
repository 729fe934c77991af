using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>Answers an error in the dialect of the path: of the first that owns it, in the order they are registered.</summary>
public sealed class ErrorAnswers(IEnumerable<IDialect> dialects)
{
    private readonly IDialect[] dialects = [.. dialects];

    public IResult Of(HttpRequest request, Error error) => Array.Find(dialects, dialect => dialect.Owns(request.Path))!.Answer(error);

    /// <summary>404, or 405 where the path has other methods.</summary>
    /// <param name="methods">In upper case.</param>
    public IResult OfNoRoute(HttpRequest request, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0) return Of(request, Error.NotFound("path"));
        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        return Of(request, new(ErrorKind.MethodNotAllowed, "method_not_allowed", $"The path has only {allowed}."));
    }
}
