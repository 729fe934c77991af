using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary>Ports of 127.0.0.1.</summary>
internal static class Ports
{
    /// <summary>Whether something listens there.</summary>
    public static bool IsUsed(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <exception cref="ToolException">Something listens there already.</exception>
    public static void RequireFree(int port, string use, string option)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new ToolException($"Port {port} ({use}) is taken: stop what listens there, or choose another with {option}.");
        }
        catch (SocketException exception)
        {
            throw new ToolException($"Port {port} ({use}) cannot be listened on, so choose another with {option}: {exception.Message}");
        }
    }
}
