using Azure.Storage.Queues.Models;

namespace ApiAccounts.Testing.Hosting;

/// <summary>
/// The real, published worker, started, run and stopped as the Functions host does it. What the host adds of its own is here as far as an
/// app can see it: routes, headers, inputs of triggers, the log, the order of a stop.
/// </summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private const string HostVersion = "4.1037.0";

    /// <summary>What the host announces to a worker, and then waits, before it kills it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Generous: a request that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly WorkerChannel channel;
    private readonly Invoker invoker;
    private readonly ChildProcess process;
    private readonly RpcServer rpc;
    private readonly List<QueuePump> pumps = [];
    private RequestDispatcher? dispatcher;
    private HttpFront? front;

    private WorkerHost(WorkerChannel channel, RpcServer rpc, ChildProcess process)
    {
        this.channel = channel;
        this.rpc = rpc;
        this.process = process;
        invoker = new(channel);
    }

    /// <summary>Where callers reach it.</summary>
    public Uri Address => front!.Address;

    public int ProcessId => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>All functions by their names.</summary>
    public IReadOnlyDictionary<string, HostedFunction> Functions { get; private set; } = new Dictionary<string, HostedFunction>();

    /// <summary>Why functions could not be loaded, by their names.</summary>
    public IReadOnlyDictionary<string, string> LoadErrors { get; private set; } = new Dictionary<string, string>();

    /// <summary>All that the worker logged or wrote to its console.</summary>
    public IReadOnlyList<LogLine> Log => [.. channel.Log, .. ConsoleLines(process)];

    /// <summary>The invocations that did not succeed.</summary>
    public IReadOnlyList<InvocationOutcome> FailedInvocations => invoker.Failed;

    /// <summary>How many invocations of a function have begun and not ended.</summary>
    public int InFlight(string function) => invoker.InFlight(function);

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">By the names that an administrator writes.</param>
    /// <param name="pumpsQueues">Whether messages in the queues are worked off, as far as functions are there for them.</param>
    /// <exception cref="IOException">The worker ended; the message has what it wrote.</exception>
    public static async Task<WorkerHost> StartAsync(
        PublishedApp app, IEnumerable<KeyValuePair<string, string?>> settings, bool pumpsQueues = true)
    {
        var all = settings.ToDictionary();
        var channel = new WorkerChannel();
        var rpc = await RpcServer.StartAsync(channel);
        var host = new WorkerHost(channel, rpc, WorkerProcess.Start(app, rpc.Address, all));
        try
        {
            await host.GreetAsync(app, all, pumpsQueues);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one that is expected to end by itself before it says anything to the host.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<LogLine> Log)> RunToEndAsync(
        PublishedApp app, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var channel = new WorkerChannel();
        await using var rpc = await RpcServer.StartAsync(channel);
        await using var process = WorkerProcess.Start(app, rpc.Address, settings);
        var exitCode = await process.WaitForExitAsync();
        return (exitCode, [.. channel.Log, .. ConsoleLines(process)]);
    }

    /// <summary>Sends what it is given, follows nothing and adds no credentials.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        BaseAddress = Address,
        Timeout = Patience,
    };

    /// <summary>Runs a queue function with a message that was in no queue.</summary>
    /// <param name="message">Its text is what the queue's encoding gave.</param>
    public Task<InvocationOutcome> RunQueueFunctionAsync(string function, QueueMessage message) =>
        invoker.InvokeAsync(Functions[function], TriggerInputs.OfMessage(Functions[function], message, message.MessageText));

    public Task<InvocationOutcome> RunTimerAsync(string function, DateTimeOffset now) =>
        invoker.InvokeAsync(Functions[function], TriggerInputs.OfTimer(Functions[function], now));

    /// <summary>
    /// Stops it in the host's order: no more requests and messages, those in flight end, the worker is told and has 5 s. One that needs
    /// longer is killed.
    /// </summary>
    /// <returns>The worker's exit code; 137 for one that was killed.</returns>
    public async Task<int> StopAsync()
    {
        await Task.WhenAll([front!.StopAsync(), .. pumps.Select(pump => pump.StopAsync())]);
        channel.Terminate(Grace);
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Grace));
        await process.KillAsync();
        return process.ExitCode;
    }

    /// <summary>Ends the worker with no chance to do anything more.</summary>
    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        if (front is not null) await front.DisposeAsync();
        foreach (var pump in pumps) await pump.DisposeAsync();
        dispatcher?.Dispose();
        await rpc.DisposeAsync();
    }

    private async Task GreetAsync(PublishedApp app, Dictionary<string, string?> settings, bool pumpsQueues)
    {
        _ = EndWithProcessAsync();
        await channel.Started;
        var greeting = await channel.AskAsync(new()
        {
            WorkerInitRequest = new() { HostVersion = HostVersion, WorkerDirectory = app.Folder, FunctionAppDirectory = app.Folder },
        });
        var metadata = await channel.AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = app.Folder } });
        var functions = metadata.FunctionMetadataResponse.FunctionMetadataResults;
        Functions = functions.ToDictionary(function => function.Name, HostedFunction.Of);
        LoadErrors = (await Task.WhenAll(functions.Select(LoadAsync)))
            .OfType<(string Name, string Error)>().ToDictionary(error => error.Name, error => error.Error);

        var json = HostJson.In(app.Folder);
        dispatcher = new(new(Functions.Values, json.RoutePrefix), invoker, greeting.WorkerInitResponse.Capabilities["HttpUri"]);
        front = await HttpFront.StartAsync(dispatcher, json, settings.GetValueOrDefault("ASPNETCORE_FORWARDEDHEADERS_ENABLED") == "true");
        if (!pumpsQueues) return;
        foreach (var function in Functions.Values.Where(function => function.Kind == "queueTrigger"))
        {
            pumps.Add(new(function, settings[function.Text("connection")!]!, json, invoker));
            pumps[^1].Start();
        }
    }

    /// <returns>Null when it was loaded.</returns>
    private async Task<(string Name, string Error)?> LoadAsync(RpcFunctionMetadata function)
    {
        var answer = await channel.AskAsync(new()
        {
            FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function },
        });
        var result = answer.FunctionLoadResponse.Result;
        return result.Status == StatusResult.Types.Status.Success ? null : (function.Name, result.Exception?.Message ?? "");
    }

    private async Task EndWithProcessAsync()
    {
        await process.WaitForExitAsync(Timeout.InfiniteTimeSpan);
        channel.End(new($"The worker has ended ({process.ExitCode}):\n{process.Output}"));
    }

    private static IEnumerable<LogLine> ConsoleLines(ChildProcess process)
    {
        var errors = Lines(process.Errors).ToList();
        return Lines(process.Output).Select(line => LogLine.OfConsole(line, errors.Remove(line)));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
