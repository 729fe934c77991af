using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>
/// Where to listen: on the port of <c>--port</c> or <c>-p</c> of the command line, else of the local settings, else 7071, of 127.0.0.1; or
/// on the addresses of <c>--urls</c> or <c>ASPNETCORE_URLS</c>.
/// </summary>
/// <param name="Port">Of 127.0.0.1, 0 for any free one; null for other addresses.</param>
internal sealed record HttpAddress(string Urls, int? Port)
{
    public const int HighestPort = ushort.MaxValue;
    private const int OfCoreTools = 7071;

    /// <exception cref="StartException">The command line or a setting names something else than a port or addresses.</exception>
    public static HttpAddress Choose(string[] args, IConfiguration configuration, int? portOfLocalSettings)
    {
        if (PortOf(args) is { } port) return OnLoopback(Parse(port));
        return (configuration["urls"] ?? configuration["ASPNETCORE_URLS"]) is { Length: > 0 } urls
            ? new(Checked(urls), Port: null)
            : OnLoopback(portOfLocalSettings ?? OfCoreTools);
    }

    public static bool IsPort(int number) => number is >= 0 and <= HighestPort;

    /// <summary>Looks before the app's services start; the server would tell it after them, with a stack trace in the log.</summary>
    /// <exception cref="StartException">Something listens there, or this process may not.</exception>
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
                    ? $"Port {Text(port)} of 127.0.0.1 is in use: stop what listens there or choose another with --port."
                    : $"Port {Text(port)} of 127.0.0.1 cannot be listened on ({exception.Message}): choose another with --port.",
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
                $"ASPNETCORE_URLS (or --urls) has '{url}'; it must be addresses such as http://127.0.0.1:7071 or http://*:8080, "
                + "with ';' between them.");
        }
        return urls;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
