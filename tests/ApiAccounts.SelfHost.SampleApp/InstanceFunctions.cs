using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.SelfHost.SampleApp;

/// <summary>Made anew for each run, from the run's own scope.</summary>
public sealed partial class InstanceFunctions(ScopedThing injected, Gate gate, ILogger<InstanceFunctions> logger)
{
    [Function("Scope")]
    public Task<IResult> Scope(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scope")] HttpRequest request, FunctionContext context)
    {
        var located = context.InstanceServices.GetRequiredService<ScopedThing>();
        var ofRequest = request.HttpContext.RequestServices.GetRequiredService<ScopedThing>();
        return Task.FromResult<IResult>(TypedResults.Text($"{injected.Id} {located.Id} {ofRequest.Id}"));
    }

    /// <summary>Opens the gate once the body has come to its end.</summary>
    [Function("OpenGate")]
    public async Task<IResult> OpenGate([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "open-gate")] HttpRequest request)
    {
        WaitingForTheEnd();
        await request.Body.CopyToAsync(Stream.Null);
        gate.Open();
        return TypedResults.Text("opened");
    }

    [LoggerMessage(1, LogLevel.Information, "waiting for the end of the body")]
    private partial void WaitingForTheEnd();
}
