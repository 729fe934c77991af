using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.InProcess;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions app, and the host that runs it in this process.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private const string EnvironmentVariable = "AZURE_FUNCTIONS_ENVIRONMENT";
    private readonly WebApplicationBuilder builder;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private readonly int port;
    private bool isBuilt;

    internal FunctionsApplicationBuilder(string[] args)
    {
        port = HttpPort.Choose(args, LocalSettings.Apply(AppContext.BaseDirectory));
        builder = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = ChooseEnvironment(),
        });
        AddConfiguration(args);
        AddLogging();
        builder.WebHost.UseKestrelCore().UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Host.UseDefaultServiceProvider((context, options) =>
            options.ValidateScopes = options.ValidateOnBuild = context.HostingEnvironment.IsDevelopment());
        AddHost();
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)builder).Properties;

    public ConfigurationManager Configuration => builder.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => builder.Configuration;

    public IHostEnvironment Environment => builder.Environment;

    public ILoggingBuilder Logging => builder.Logging;

    public IMetricsBuilder Metrics => builder.Metrics;

    public IServiceCollection Services => builder.Services;

    /// <summary>Whether functions may take and answer requests.</summary>
    internal bool HasAspNetCoreIntegration { get; set; }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)builder).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ThrowIfBuilt();
        this.middleware.Add(middleware);
        return this;
    }

    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public IHost Build()
    {
        ThrowIfBuilt();
        isBuilt = true;
        return StartException.Guard(BuildHost);
    }

    /// <summary>Core Tools run an app in Development unless told otherwise.</summary>
    private static string ChooseEnvironment() =>
        new[] { EnvironmentVariable, "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" }
            .Select(System.Environment.GetEnvironmentVariable).FirstOrDefault(name => name is { Length: > 0 }) ?? Environments.Development;

    private static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        invocation.ReturnValue = await invocation.Function.Invoker(invocation);
    }

    private void ThrowIfBuilt()
    {
        if (isBuilt) throw new InvalidOperationException("The application has already been built.");
    }

    private void AddConfiguration(string[] args)
    {
        Configuration.AddInMemoryCollection(
        [
            new("Logging:LogLevel:Default", nameof(LogLevel.Information)),
            new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning)),
            new("Logging:LogLevel:Microsoft.Hosting.Lifetime", nameof(LogLevel.Information)), // says where it listens
            new("Logging:LogLevel:Azure.Core", nameof(LogLevel.Warning)),
        ]);
        Configuration.AddJsonFile("appsettings.json", optional: true);
        Configuration.AddJsonFile($"appsettings.{Environment.EnvironmentName}.json", optional: true);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args, new Dictionary<string, string> { ["-p"] = "port" });
    }

    private void AddLogging()
    {
        Logging.AddConfiguration(Configuration.GetSection("Logging"));
        Logging.AddConsole();
    }

    private void AddHost()
    {
        Services.Configure<HostOptions>(options => options.ShutdownTimeout = Grace.OfServices);
        Services.AddRouting();
        Services.AddSingleton<Grace>();
        Services.AddSingleton<Drain>();
        Services.AddSingleton(services => new Lazy<Drain>(services.GetRequiredService<Drain>));
        Services.AddSingleton<CustomHeaders>();
        Services.AddSingleton<AdminEndpoint>();
        Services.AddSingleton<HttpDispatcher>();
        Services.AddSingleton<ListenerServices>();
        Services.AddSingleton<IHostLifetime, SignalLifetime>();
    }

    private FunctionsHost BuildHost()
    {
        var functions = FunctionDiscovery.Find(Assembly.GetEntryAssembly()!);
        if (!HasAspNetCoreIntegration && functions.FirstOrDefault(function => function.Trigger is IHttpTrigger) is { } http)
            throw new StartException($"Function {http.Name} takes an HttpRequest: call ConfigureFunctionsWebApplication() on the builder.");
        FunctionExecutionDelegate pipeline = ExecuteAsync;
        foreach (var step in Enumerable.Reverse(middleware)) pipeline = step(pipeline);
        Services.AddSingleton(HostJson.Load(AppContext.BaseDirectory));
        Services.AddSingleton(pipeline);
        Services.AddSingleton(services => Routes(functions, services));
        Services.AddSingleton(services => Listeners(functions, services));
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<HttpDispatcher>().AnswerAsync);
        return new(app, app.Services.GetRequiredService<TriggerListeners>(), port);
    }

    private static RouteTable Routes(IEnumerable<Function> functions, IServiceProvider services)
    {
        var prefix = services.GetRequiredService<HostJson>().Text("extensions:http:routePrefix", "api").Trim('/');
        var resolver = services.GetRequiredService<IInlineConstraintResolver>();
        var logger = services.GetRequiredService<ILogger<HttpRoute>>();
        return new(functions
            .Where(function => function.Trigger is IHttpTrigger)
            .Select(function => new HttpRoute(function, prefix, resolver, logger)));
    }

    private static TriggerListeners Listeners(IEnumerable<Function> functions, IServiceProvider services) =>
        TriggerListeners.Of(functions, (function, trigger) => trigger.Listen(
            ActivatorUtilities.CreateInstance<TriggeredFunction>(services, function), services.GetRequiredService<ListenerServices>()));
}
