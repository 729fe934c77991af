using System.CommandLine;
using ApiAccounts.Tools.Demo.Month;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo;

/// <summary><c>demo</c> and the system it is played against, which is the one that <c>up</c> runs where nothing is given.</summary>
internal static class DemoCommand
{
    private static readonly Option<Uri?> Url = Options.Parsed("--url", text =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            ? url
            : throw new FormatException($"--url is an address such as http://127.0.0.1:7071, not '{text}'."));
    private static readonly Option<string?> AdminEmail = Options.Email("--admin-email");
    private static readonly Option<string?> AdminPassword = Options.Text("--admin-password");
    private static readonly Option<bool> Keep = new("--keep");

    public static Command Create()
    {
        var command = new Command("demo") { Url, AdminEmail, AdminPassword, Keep };
        command.SetAction(PlayAsync);
        return command;
    }

    /// <exception cref="ToolException">No administrator is known, or a step of the story failed.</exception>
    private static async Task<int> PlayAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = LocalSettings.Read(Checkout.Root);
        var here = new Uri($"http://127.0.0.1:{settings.Port ?? 7071}");
        var url = parsed.GetValue(Url) ?? here;
        var email = parsed.GetValue(AdminEmail) ?? settings.AdminEmail;
        var password = parsed.GetValue(AdminPassword) ?? settings.AdminPassword;
        if (email is null || password is null)
        {
            throw new ToolException(
                $"{LocalSettings.FileName} names no administrator: run `up`, or give --admin-email and --admin-password.");
        }

        var keeps = parsed.GetValue(Keep);
        var storage = url == here ? settings["AccountsStorage"] : null;
        var search = StorageSearch.Open(storage);
        if (keeps && search is null)
        {
            throw new ToolException(
                $"--keep writes usage of the past, so it needs the storage of the system, on 127.0.0.1; {LocalSettings.FileName} does not give it.");
        }

        var secrets = new KnownSecrets();
        secrets.Add(password);
        using var client = new DemoClient(url, secrets);
        var stage = new Stage(client, secrets, cancellationToken);
        var system = new PlayedSystem(
            new(email, password),
            search,
            url == here ? settings.MailFolder : null,
            url.IsLoopback ? TimeSpan.Zero : TimeSpan.FromSeconds(5));
        await new Story(stage, system).PlayAsync();
        if (keeps) await new KeptMonth(stage, new(storage!)).PlayAsync(system.Administrator);
        return 0;
    }
}
