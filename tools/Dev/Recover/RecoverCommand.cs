using System.CommandLine;
using ApiAccounts.Core;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Storage;
using ApiAccounts.Tools.Dev.Up;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Tools.Dev.Recover;

/// <summary><c>recover-admin</c>: lets an operator of the local system in again, whether the system runs or not.</summary>
internal static class RecoverCommand
{
    private static readonly Option<string?> UserName = Options.Text("--user-name");

    public static Command Create(StopRequest stop)
    {
        var command = new Command("recover-admin") { UserName, UpCommand.StoragePort, UpCommand.Data };
        command.SetAction((parsed, _) => RunAsync(UpCommand.Read(parsed), parsed.GetValue(UserName), stop.Token));
        return command;
    }

    private static async Task<int> RunAsync(UpOptions options, string? userName, CancellationToken cancellationToken)
    {
        var settings = LocalSettings.Read(Checkout.Root);
        if ((userName ?? settings.AdminEmail) is not { } name)
            throw new ToolException($"{LocalSettings.FileName} names no administrator: give one with --user-name.");
        if (Ports.IsUsed(options.TablePort)) return await RecoverAsync(options, settings, name, cancellationToken);

        LocalStorage.RequireFreePorts(options);
        using var data = DataFolder.Claim(options.Data);
        if (!data.HasAccounts) throw new ToolException($"{options.Data} has no accounts: start the system with up first.");
        await using var azurite = LocalStorage.Start(options);
        await LocalStorage.ListensAsync(azurite).WaitAsync(cancellationToken);
        return await RecoverAsync(options, settings, name, cancellationToken);
    }

    private static async Task<int> RecoverAsync(
        UpOptions options, LocalSettings settings, string userName, CancellationToken cancellationToken)
    {
        settings["AccountsStorage"] = LocalStorage.ConnectionString(options);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.All.Select(setting =>
                KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            .Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddApiAccounts()
            .AddAzureStorage()
            .BuildServiceProvider();
        var recovery = await services.GetRequiredService<RecoverAdministrator>().NowAsync(userName, cancellationToken);
        if (!recovery.TryGet(out var password, out var error)) throw new ToolException($"{userName} was not let in again: {error.Message}");
        Console.WriteLine($"""
            {userName} is an administrator again. Its sessions and its previous password have ended.

              Temporary password  {password}

            It is shown only now and works for 24 hours. Choose another one with it.
            """);
        return 0;
    }
}
