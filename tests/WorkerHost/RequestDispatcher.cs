using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ApiAccounts.Testing.Hosting;

/// <summary>Answers each request with the function it is for.</summary>
/// <param name="worker">The worker's own HTTP endpoint.</param>
internal sealed class RequestDispatcher(HttpRoutes routes, Invoker invoker, string worker) : IDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    private static readonly ForwarderRequestConfig Forwarding = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker client =
        new(new PatientHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }));

    public async Task AnswerAsync(HttpContext context, IHttpForwarder forwarder)
    {
        if (routes.Find(context.Request, out var values) is not { } function)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!await ReadBodyAsync(context)) return;
        var id = Guid.NewGuid().ToString();
        context.Request.Headers[InvocationIdHeader] = id;
        var invocation = TriggerInputs.OfRequest(function, id, context.Request, values);
        var invoking = invoker.InvokeAsync(function, invocation, context.RequestAborted);
        var error = await forwarder.SendAsync(context, worker, client, Forwarding);
        var isGood = (await invoking).IsSuccess && error == ForwarderError.None;
        if (!isGood) Fail(context);
    }

    public void Dispose() => client.Dispose();

    /// <summary>The host has read a body before it calls the worker.</summary>
    /// <returns>False where it is too large for the host; then that is answered.</returns>
    private static async Task<bool> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is 0 || !HasBody(context)) return true;
        context.Request.EnableBuffering();
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return false;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return false; // nobody is left to answer
        }
        context.Request.Body.Position = 0;
        return true;
    }

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    /// <summary>An empty 500, or, where the answer has begun, an end that no caller takes for a whole answer.</summary>
    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
