namespace ApiAccounts.Functions.Http;

/// <summary>Turns an error into a response in the dialect of the path: the first registered dialect that owns it.</summary>
public sealed class ErrorAnswers(IEnumerable<IDialect> dialects)
{
    private readonly IDialect[] dialects = [.. dialects];

    public IResult Of(HttpRequest request, Error error) => Array.Find(dialects, dialect => dialect.Owns(request.Path))!.Answer(error);

    /// <summary>Responds with 404, or with 405 if the path supports other methods.</summary>
    /// <param name="methods">The methods that the path supports, in upper case.</param>
    public IResult OfNoRoute(HttpRequest request, IReadOnlyList<string> methods) => Of(request, NoRoute(request, methods));

    /// <summary>Returns the error of such a request, and sets <c>Allow</c>.</summary>
    /// <inheritdoc cref="OfNoRoute"/>
    public static Error NoRoute(HttpRequest request, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0) return Error.NotFound("path");
        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        return new(ErrorKind.MethodNotAllowed, "method_not_allowed", $"The path supports only {allowed}.");
    }
}
