using System.Text;
using ApiAccounts.Core.Idempotency;
using Microsoft.Extensions.Primitives;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The header <c>Idempotency-Key</c> of the IETF draft (draft-ietf-httpapi-idempotency-key-header), on every POST of an authenticated
/// caller.
/// </summary>
public sealed class Idempotency(AnswerOnce once, ErrorAnswers errors)
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    private static readonly Error NotAKey = Error.Malformed(
        $"'{Header}' must occur once, with 1 to {MaxLength} visible ASCII characters, with or without quotation marks around them.",
        Header);

    /// <param name="run">Runs the operation and returns its answer, which is not written yet.</param>
    public async Task<IResult> RunAsync(HttpRequest request, Caller caller, Func<Task<IResult>> run, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.Headers.TryGetValue(Header, out var values)) return await run();
        if (KeyOf(values) is not { } key) return errors.Of(request, NotAKey);
        if (!(await RequestBody.ReadAsync(request, cancellationToken)).TryGet(out var body, out var tooLarge))
            return errors.Of(request, tooLarge);
        request.Body = new MemoryStream(body.ToArray());
        byte[] content = [.. Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"), .. body.Span];
        var http = request.HttpContext;
        var answering = once.ExecuteAsync(
            caller.Actor, key, content, async () => await BufferAsync(await run(), http), cancellationToken);
        return (await answering).TryGet(out var answer, out var error) ? new Answer(answer) : errors.Of(request, error);
    }

    /// <summary>Reads the key, which the draft puts into quotation marks.</summary>
    private static string? KeyOf(StringValues values)
    {
        if (values is not [{ } text]) return null;
        var key = text is ['"', .., '"'] ? text[1..^1] : text;
        return key.Length is > 0 and <= MaxLength && key.All(character => character is > ' ' and < '\x7F' and not '"') ? key : null;
    }

    private static async Task<StoredAnswer> BufferAsync(IResult result, HttpContext http)
    {
        var (response, body) = (http.Response, http.Response.Body);
        using var buffer = new MemoryStream();
        response.Body = buffer;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            response.Body = body;
        }
        return new(response.StatusCode, response.ContentType, response.Headers.Location, buffer.ToArray());
    }

    private sealed class Answer(StoredAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            if (answer.ContentType is not null) response.ContentType = answer.ContentType;
            if (answer.Location is not null) response.Headers.Location = answer.Location;
            if (!answer.Body.IsEmpty) await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}
