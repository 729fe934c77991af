using System.Globalization;

namespace ApiAccounts.Testing.Hosting;

/// <summary>Starts a worker as the Functions host does: with both forms of its arguments, of which the worker reads the second.</summary>
internal static class WorkerProcess
{
    private const int MaxMessageLength = int.MaxValue;

    /// <param name="host">Where the worker finds the host's gRPC service.</param>
    /// <param name="settings">The app settings: variables of its environment, as they are of the host's.</param>
    public static ChildProcess Start(PublishedApp app, Uri host, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var (worker, request) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var length = MaxMessageLength.ToString(CultureInfo.InvariantCulture);
        return ChildProcess.Start(
            "dotnet",
            [
                Path.Combine(app.Folder, app.Assembly + ".dll"),
                "--host", host.Host, "--port", host.Port.ToString(CultureInfo.InvariantCulture),
                "--workerId", worker, "--requestId", request, "--grpcMaxMessageLength", length,
                "--functions-uri", host.AbsoluteUri, "--functions-worker-id", worker, "--functions-request-id", request,
                "--functions-grpc-max-message-length", length,
            ],
            [
                .. settings,
                new("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"),
                new("FUNCTIONS_APPLICATION_DIRECTORY", app.Folder),
                new("FUNCTIONS_WORKER_DIRECTORY", app.Folder),
            ],
            app.Folder);
    }
}
