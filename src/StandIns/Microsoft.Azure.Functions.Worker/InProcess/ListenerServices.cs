using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>What the host gives each listener.</summary>
/// <param name="time">The app's own clock, when it has registered one.</param>
internal sealed class ListenerServices(
    HostJson hostJson, IConfiguration configuration, IHostEnvironment environment, ILoggerFactory loggerFactory, TimeProvider? time = null)
{
    public HostJson HostJson => hostJson;

    public IConfiguration Configuration => configuration;

    public IHostEnvironment Environment => environment;

    public ILoggerFactory LoggerFactory => loggerFactory;

    public TimeProvider Time => time ?? TimeProvider.System;
}
