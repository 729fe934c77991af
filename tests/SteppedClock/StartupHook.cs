using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Reflection;
using ApiAccounts.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Runs in the app before its own Main, when DOTNET_STARTUP_HOOKS names this assembly, and gives the host that is built there a clock that
/// a test can step: the file that SteppedClock__File names holds by how much. The app is the one that is shipped, and knows of nothing.
/// </summary>
/// <remarks>The runtime asks for this name, in no namespace.</remarks>
internal static class StartupHook
{
    private const string App = "ApiAccounts.SelfHost";

    public static void Initialize()
    {
        if (Assembly.GetEntryAssembly()?.GetName().Name == App && Environment.GetEnvironmentVariable("SteppedClock__File") is { } file)
            DiagnosticListener.AllListeners.Subscribe(new Listeners(new(MemoryMappedFile.CreateFromFile(file, FileMode.Open))));
    }

    /// <summary>Finds the announcements of the host's builder.</summary>
    private sealed class Listeners(SteppedClock clock) : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting") value.Subscribe(new Building(clock));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    /// <summary>Adds the clock to what the app has registered: the last registration counts.</summary>
    private sealed class Building(SteppedClock clock) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder host })
                host.ConfigureServices(services => services.AddSingleton<TimeProvider>(clock));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
