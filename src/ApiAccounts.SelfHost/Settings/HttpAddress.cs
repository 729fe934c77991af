using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>
/// The addresses to listen on: 127.0.0.1 with the port of <c>--port</c> or <c>-p</c>, else the addresses of <c>--urls</c> or
/// <c>ASPNETCORE_URLS</c>, else 127.0.0.1 with the port of the local settings, else 7071.
/// </summary>
/// <param name="Port">The port of 127.0.0.1, 0 for any free port; null for other addresses.</param>
internal sealed record HttpAddress(string Urls, int? Port)
{
    public const int HighestPort = ushort.MaxValue;
    private const int DefaultPort = 7071; // as in Core Tools

    /// <exception cref="StartException">A port or an address on the command line or in a setting is not valid.</exception>
    public static HttpAddress Choose(string[] args, IConfiguration configuration, int? portOfLocalSettings)
    {
        if (PortOf(args) is { } port) return OnLoopback(Parse(port));
        return (configuration["urls"] ?? configuration["ASPNETCORE_URLS"]) is { Length: > 0 } urls
            ? new(Checked(urls), Port: null)
            : OnLoopback(portOfLocalSettings ?? DefaultPort);
    }

    public static bool IsPort(int number) => number is >= 0 and <= HighestPort;

    /// <summary>Checks the port before the app's services start. The server would fail after them, with a stack trace in the log.</summary>
    /// <exception cref="StartException">The port is in use, or this process may not listen on it.</exception>
    public void ThrowUnlessFree()
    {
        if (Port is not { } port) return;
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new StartException(
                exception.SocketErrorCode is SocketError.AddressAlreadyInUse
                    ? $"Port {Text(port)} of 127.0.0.1 is in use: stop the process that listens on it, or choose another port with --port."
                    : $"The app cannot listen on port {Text(port)} of 127.0.0.1 ({exception.Message}): choose another port with --port.",
                exception);
        }
    }

    private static HttpAddress OnLoopback(int port) => new("http://127.0.0.1:" + Text(port), port);

    private static string? PortOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--port" or "-p") return i + 1 < args.Length ? args[i + 1] : "";
            if (args[i].StartsWith("--port=", StringComparison.Ordinal)) return args[i]["--port=".Length..];
        }
        return null;
    }

    private static int Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && IsPort(port)
            ? port
            : throw new StartException($"--port is '{text}'; it must be a number from 0 (any free port) to {Text(HighestPort)}.");

    private static string Checked(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var named = url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal);
            var isAddress = Uri.TryCreate(named, UriKind.Absolute, out var uri);
            if (isAddress && uri!.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/") continue;
            throw new StartException(
                "ASPNETCORE_URLS (or --urls) must be addresses such as http://127.0.0.1:7071 or http://*:8080, separated by ';'; "
                + $"it has '{url}'.");
        }
        return urls;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
