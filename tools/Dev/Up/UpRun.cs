using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary>
/// Builds the system, runs it until it is asked to stop, and then ends it in order: the app, so that it drains, then its storage.
/// </summary>
internal sealed class UpRun(UpOptions options, StopRequest stop)
{
    public async Task<int> RunAsync()
    {
        Ports.RequireFree(options.Port, "the app", "--port");
        LocalStorage.RequireFreePorts(options);
        var host = await FunctionsHost.ChooseAsync(options.Host, stop.Token);
        Console.WriteLine($"Host: {host}.");
        using var data = DataFolder.Claim(options.Data);
        var settings = LocalSettings.Read(Checkout.Root);
        await NodePackages.InstallAsync(stop.Token);
        var note = OnAdministrator(settings, data);
        UpSettings.Settle(settings, options, data.HasAccounts);

        await Dotnet.BuildAsync(FunctionsHost.Project, stop.Token);

        using var notice = stop.Token.Register(() =>
            Console.WriteLine("Stopping: the app finishes what it has begun (Ctrl-C again ends it at once) …"));
        await using var azurite = LocalStorage.Start(options);
        await EitherAsync(LocalStorage.ListensAsync(azurite), azurite);
        await using var app = host.Start(options.Port, settings.All, stop.Again);
        await EitherAsync(Readiness.WaitAsync(options.Url, stop.Token), app, azurite);
        settings.Save(); // only now: a start that fails leaves those of the last one that worked
        Console.WriteLine(Welcome(settings, host, note));
        await EitherAsync(Task.Delay(Timeout.Infinite, stop.Token), app, azurite);
        return 0;
    }

    /// <summary>Waits for a task, or for a child to die first, which is a failure.</summary>
    private async Task EitherAsync(Task task, params TiedChild[] children)
    {
        var ended = await Task.WhenAny([task, .. children.Select(child => child.Ended)]).WaitAsync(stop.Token);
        if (ended == task)
        {
            await task;
            return;
        }

        // Ctrl-C reaches every process of the terminal, and a child may be the first to have acted on it.
        await Task.Delay(TimeSpan.FromSeconds(1), stop.Token);
        throw children.First(child => child.Ended == ended).Death;
    }

    /// <summary>The app creates an administrator only where there is none, so another one has no effect.</summary>
    private string? OnAdministrator(LocalSettings settings, DataFolder data) =>
        data.HasAccounts && (IsAnother(options.AdminEmail, settings.AdminEmail) || IsAnother(options.AdminPassword, settings.AdminPassword))
            ? $"Note: {options.Data} has an administrator already, who stays as before: --admin-email and --admin-password change nothing."
            : null;

    private static bool IsAnother(string? given, string? stored) => given is not null && given != stored;

    private string Welcome(LocalSettings settings, FunctionsHost host, string? note)
    {
        var credentials = $"{settings.AdminEmail}:{settings.AdminPassword}".Replace("'", @"'\''", StringComparison.Ordinal);
        var ports = $"blobs {options.StoragePort}, queues {options.QueuePort}, tables {options.TablePort}";
        return $"""

            Ready at {options.Url}

              Administrator  {settings.AdminEmail}
              Password       {settings.AdminPassword}
              Host           {host}
              Data           {options.Data}
              Mails          {UpSettings.MailsGo(settings)}
              Storage        Azurite on 127.0.0.1: {ports}
            {(note is null ? "" : $"\n{note}\n")}
            For the calls in README.md, paste this into another terminal:

              export ADMIN='{credentials}'

            Ctrl-C stops everything.

            """;
    }
}
