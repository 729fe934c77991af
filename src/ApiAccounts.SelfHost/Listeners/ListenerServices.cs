using ApiAccounts.SelfHost.Settings;
using ApiAccounts.SelfHost.Timers;

namespace ApiAccounts.SelfHost.Listeners;

/// <summary>The services of the host that each listener needs.</summary>
/// <param name="Time">The app's clock.</param>
internal sealed record ListenerServices(
    HostJson HostJson,
    IConfiguration Configuration,
    IHostEnvironment Environment,
    ILoggerFactory LoggerFactory,
    TimeProvider Time,
    TimerStates TimerStates);
