namespace ApiAccounts.Functions.Console;

/// <summary>
/// <c>/console</c>: the files of the web console. Every path without a file answers with its page, whose script knows the paths. The
/// catch-all does the same for <c>/</c>, which no route of the Functions host can name.
/// </summary>
public sealed class ConsoleWebsiteFunctions(ConsoleFiles files, Api api, ErrorAnswers errors)
{
    private static readonly PathString Assets = new("/console/assets");

    /// <summary>The methods of <c>/</c>.</summary>
    public static IReadOnlyList<string> MethodsOfRoot { get; } = ["GET", "HEAD"];

    /// <summary>Sorts after the other functions below <c>/console</c>, whose routes are more specific.</summary>
    [Function(nameof(ConsoleWebsite))]
    public Task<IResult> ConsoleWebsite(
        [HttpTrigger(Anonymous, "get", "head", Route = "console/{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(request.Path.StartsWithSegments(Assets, out var name) ? AnswerAsset(request, name) : AnswerPage(request));

    internal IResult AnswerPage(HttpRequest request) => api.Answer(request, files.Page, page => page.Answer(request));

    private IResult AnswerAsset(HttpRequest request, PathString name) =>
        files.TryFind(name.Value!.TrimStart('/'), out var asset) ? asset.Answer(request) : errors.Of(request, Error.NotFound("file"));
}
