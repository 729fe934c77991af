using System.CommandLine;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary><c>up</c> and where it listens, where its data is, on which host it runs and who its administrator is.</summary>
internal static class UpCommand
{
    private static readonly Option<int?> Port = Options.Number("--port", 1, 65535);
    internal static readonly Option<int?> StoragePort = Options.Number("--storage-port", 1, 65533);
    internal static readonly Option<string?> Data = Options.Text("--data");
    private static readonly Option<HostChoice> Host = Options.Parsed("--host", text => text switch
    {
        "auto" => HostChoice.Auto,
        "self" => HostChoice.Self,
        "func" => HostChoice.Func,
        var other => throw new FormatException($"--host is auto, self or func, not '{other}'."),
    });
    private static readonly Option<string?> AdminEmail = Options.Email("--admin-email");
    private static readonly Option<string?> AdminPassword = Options.Parsed("--admin-password", text =>
        Password.IsAcceptable(text) ? text : throw new FormatException($"--admin-password is too weak: {Password.Rule}."));

    public static Command Create(StopRequest stop)
    {
        var command = new Command("up") { Port, StoragePort, Data, Host, AdminEmail, AdminPassword };
        command.SetAction((parsed, _) => new UpRun(Read(parsed), stop).RunAsync());
        return command;
    }

    /// <exception cref="ToolException">The app and Azurite would listen on the same port.</exception>
    internal static UpOptions Read(ParseResult parsed)
    {
        var options = new UpOptions(
            parsed.GetValue(Port) ?? 7071,
            parsed.GetValue(StoragePort) ?? 10000,
            parsed.GetValue(Data) is { } folder ? Path.GetFullPath(folder) : Checkout.PathOf(".data"),
            parsed.GetValue(Host),
            parsed.GetValue(AdminEmail),
            parsed.GetValue(AdminPassword));
        return options.Port < options.StoragePort || options.Port > options.TablePort
            ? options
            : throw ToolException.OfArguments(
                $"--port {options.Port} is one of the three ports from --storage-port {options.StoragePort} on.");
    }
}
