using System.Reflection;
using ApiAccounts.SelfHost.Discovery;
using ApiAccounts.SelfHost.Http;
using ApiAccounts.SelfHost.Invocations;
using ApiAccounts.SelfHost.Listeners;
using ApiAccounts.SelfHost.Settings;
using ApiAccounts.SelfHost.Stopping;
using ApiAccounts.SelfHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiAccounts.SelfHost;

/// <summary>Builds a Functions app with a host that runs it in this process, on Kestrel.</summary>
public sealed class SelfHostBuilder : IFunctionsWorkerApplicationBuilder
{
    private const string EnvironmentVariable = "AZURE_FUNCTIONS_ENVIRONMENT";
    private readonly WebApplicationBuilder builder;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private readonly HttpAddress address;

    private SelfHostBuilder(string[] args)
    {
        var portOfSettings = LocalSettings.Apply(AppContext.BaseDirectory);
        builder = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = ChooseEnvironment(),
        });
        AddConfiguration(args);
        address = HttpAddress.Choose(args, builder.Configuration, portOfSettings);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddConsole();
        builder.WebHost.UseKestrelCore().UseUrls(address.Urls);
        builder.Host.UseDefaultServiceProvider((context, options) =>
            options.ValidateScopes = options.ValidateOnBuild = context.HostingEnvironment.IsDevelopment());
        AddHost();
    }

    public IServiceCollection Services => builder.Services;

    /// <remarks>If a setting of the host is wrong, this writes a sentence to standard error and exits the process with code 1.</remarks>
    public static SelfHostBuilder Create(string[] args) => StartException.Guard(() => new SelfHostBuilder(args));

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    /// <param name="functions">The assembly of the functions.</param>
    /// <inheritdoc cref="Create" path="/remarks"/>
    public IHost Build(Assembly functions) => StartException.Guard(() => BuildHost(FunctionDiscovery.Find(functions)));

    /// <summary>The default is Development, as in Core Tools.</summary>
    private static string ChooseEnvironment() =>
        new[] { EnvironmentVariable, "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" }
            .Select(Environment.GetEnvironmentVariable).FirstOrDefault(name => name is { Length: > 0 }) ?? Environments.Development;

    private static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        var returned = await invocation.Function.Invoker.Value(invocation);
        if (invocation is not HttpInvocation http || returned is not IResult result) return; // other results are ignored
        await result.ExecuteAsync(http.Request.HttpContext);
    }

    private void AddConfiguration(string[] args)
    {
        builder.Configuration.AddInMemoryCollection(
        [
            new("Logging:LogLevel:Default", nameof(LogLevel.Information)),
            new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning)),
            new("Logging:LogLevel:Microsoft.Hosting.Lifetime", nameof(LogLevel.Information)), // logs the addresses of the server
            new("Logging:LogLevel:Azure.Core", nameof(LogLevel.Warning)),
            new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", nameof(LogLevel.None)), // else every request has an activity
        ]);
        builder.Configuration.AddJsonFile("appsettings.json", optional: true);
        builder.Configuration.AddJsonFile($"appsettings.{builder.Environment.EnvironmentName}.json", optional: true);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args, new Dictionary<string, string> { ["-p"] = "port" });
    }

    private void AddHost()
    {
        Services.Configure<HostOptions>(options => options.ShutdownTimeout = Grace.OfServices);
        Services.AddRouting();
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton<Grace>();
        Services.AddSingleton<Drain>();
        Services.AddSingleton(services => new Lazy<Drain>(services.GetRequiredService<Drain>));
        Services.AddSingleton(provider => new Singletons(Services, provider));
        Services.AddSingleton<CustomHeaders>();
        Services.AddSingleton<AdminEndpoint>();
        Services.AddSingleton<HttpDispatcher>();
        Services.AddSingleton<ListenerServices>();
        Services.AddSingleton<TimerStates>();
        Services.AddSingleton<IHostLifetime, SignalLifetime>();
    }

    private SelfHostApplication BuildHost(IReadOnlyList<Function> functions)
    {
        FunctionExecutionDelegate pipeline = ExecuteAsync;
        foreach (var step in Enumerable.Reverse(middleware)) pipeline = step(pipeline);
        var hostJson = HostJson.Load(AppContext.BaseDirectory);
        Services.AddSingleton(hostJson);
        Services.AddSingleton(pipeline);
        Services.AddSingleton(services => ListenerFactory.Create(functions, services));
        var app = builder.Build();
        var dispatcher = app.Services.GetRequiredService<HttpDispatcher>();
        var endpoints = HttpEndpoints.Of(
            functions,
            hostJson.Text("extensions:http:routePrefix", "api").Trim('/'),
            app.Services.GetRequiredService<ParameterPolicyFactory>(),
            function => context => dispatcher.RunAsync(function, context));
        app.UseRouting();
        app.Use(next => context => dispatcher.AnswerAsync(context, next, endpoints.Fallback));
        ((IEndpointRouteBuilder)app).DataSources.Add(endpoints.Source);
        return new(app, app.Services.GetRequiredService<TriggerListeners>(), address);
    }
}
