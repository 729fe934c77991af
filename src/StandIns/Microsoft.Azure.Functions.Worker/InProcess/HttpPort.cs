using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>The port to listen on: <c>--port</c> or <c>-p</c> of the command line, else the local settings', else 7071.</summary>
internal static class HttpPort
{
    public const int Highest = ushort.MaxValue;
    private const int OfCoreTools = 7071;

    /// <returns>0 lets the system choose.</returns>
    /// <exception cref="StartException">The command line names something else than a port.</exception>
    public static int Choose(string[] args, int? fromLocalSettings)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--port" or "-p") return Parse(i + 1 < args.Length ? args[i + 1] : "");
            if (args[i].StartsWith("--port=", StringComparison.Ordinal)) return Parse(args[i]["--port=".Length..]);
        }
        return fromLocalSettings ?? OfCoreTools;
    }

    public static bool IsPort(int number) => number is >= 0 and <= Highest;

    /// <summary>Looks before the app's services start; the server would tell it after them, with a stack trace in the log.</summary>
    /// <exception cref="StartException">Something listens there, or this process may not.</exception>
    public static void ThrowUnlessFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new StartException(
                exception.SocketErrorCode is SocketError.AddressAlreadyInUse
                    ? $"Port {Text(port)} of 127.0.0.1 is in use: stop what listens there or choose another with --port."
                    : $"Port {Text(port)} of 127.0.0.1 cannot be listened on ({exception.Message}): choose another with --port.",
                exception);
        }
    }

    private static int Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && IsPort(port)
            ? port
            : throw new StartException($"--port is '{text}'; it must be a number from 0 (any free port) to {Text(Highest)}.");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
