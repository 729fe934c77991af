using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.SampleApp;

public enum Level
{
    Low,
    High,
}

public static class HttpFunctions
{
    [Function("Healthz")]
    public static Task<IResult> Healthz([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/live")] HttpRequest request) =>
        Text("live");

    // Which of two routes wins is a matter of the functions' names.
    [Function("aLowerCaseName")]
    public static Task<IResult> LowerCaseName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "order/{name}")] HttpRequest request, string name) =>
        Text("aLowerCaseName " + name);

    [Function("BUpperCaseName")]
    public static Task<IResult> UpperCaseName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "order/latest")] HttpRequest request) =>
        Text("BUpperCaseName");

    [Function("FileIndex")]
    public static Task<IResult> FileIndex([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/index")] HttpRequest request) =>
        Text("FileIndex");

    [Function("ZFiles")]
    public static Task<IResult> Files(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "files/{*path}")] HttpRequest request, string? path) =>
        Text($"ZFiles {request.Method} {path}");

    [Function("NamedRoute")]
    public static Task<IResult> NamedRoute([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Text("NamedRoute");

    [Function("EchoValue")]
    public static Task<IResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "echo/{value}")] HttpRequest request, string value) =>
        Text($"{value} {request.QueryString}");

    [Function("Constrained")]
    public static Task<IResult> Constrained(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{number:int:min(3)}")] HttpRequest request, int number) =>
        Text(number.ToString(CultureInfo.InvariantCulture));

    [Function("BindKinds")]
    public static Task<IResult> BindKinds(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bind/{text}/{number}/{id}/{optional?}")] HttpRequest request,
        string text, int number, Guid id, int? optional, FunctionContext context, CancellationToken cancellationToken) =>
        Text(
            $"{text} {number} {id} {optional?.ToString(CultureInfo.InvariantCulture) ?? "none"} " +
            $"{context.FunctionDefinition.Name} {cancellationToken.CanBeCanceled}");

    [Function("BindDefault")]
    public static Task<IResult> BindDefault(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "page/{page?}")] HttpRequest request, int page = 3) =>
        Text(page.ToString(CultureInfo.InvariantCulture));

    [Function("BindEnum")]
    public static Task<IResult> BindEnum(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "level/{level}")] HttpRequest request, Level level) =>
        Text(level.ToString());

    [Function("PlainObject")]
    public static Task<object> PlainObject(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain-object")] HttpRequest request) =>
        Task.FromResult<object>(new { Written = false });

    [Function("Synchronous")]
    public static IResult Synchronous([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "synchronous")] HttpRequest request) =>
        TypedResults.StatusCode(418);

    [Function("ByHand")]
    public static async Task ByHand([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "by-hand")] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = 203;
        await request.HttpContext.Response.WriteAsync("by hand");
    }

    [Function("Throws")]
    public static Task<IResult> Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["X-Left-Behind"] = "yes";
        throw new InvalidOperationException("thrown on purpose");
    }

    [Function("ThrowsHalfWay")]
    public static async Task<IResult> ThrowsHalfWay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws-half-way")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("thrown on purpose, half way");
    }

    [Function("OwnHeaders")]
    public static Task<IResult> OwnHeaders([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "own-headers")] HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        var seen = headers.ContainsKey("X-House");
        headers["X-Overridden"] = "function";
        return Text($"sees the host's: {seen}");
    }

    [Function("Trail")]
    public static Task<IResult> Trail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trail")] HttpRequest request, FunctionContext context) =>
        Text((string)context.Items["trail"]);

    [Function("TraceOf")]
    public static Task<IResult> TraceOf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trace-of")] HttpRequest request, FunctionContext context) =>
        Text($"{context.TraceContext.TraceParent} {context.TraceContext.TraceState}");

    [Function("BodyLength")]
    public static async Task<IResult> BodyLength(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body-length")] HttpRequest request)
    {
        var buffer = new byte[65536];
        var length = 0;
        while (await request.Body.ReadAsync(buffer) is > 0 and var read) length += read;
        return TypedResults.Text(length.ToString(CultureInfo.InvariantCulture));
    }

    private static Task<IResult> Text(string text) => Task.FromResult<IResult>(TypedResults.Text(text));
}
