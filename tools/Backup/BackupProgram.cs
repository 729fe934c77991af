using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Storage;
using ApiAccounts.Storage.Backup;
using Microsoft.Extensions.Configuration;

namespace ApiAccounts.Tools.Backup;

/// <summary>
/// Saves the product's tables into a folder, and restores them. It reaches the storage account as the app does, with the same settings.
/// What it does is in src/ApiAccounts.Storage/Backup; what a backup is worth, in docs/backup.md.
/// </summary>
public static class BackupProgram
{
    /// <returns>The exit code: 0 after success, 1 after a failure, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        LoopbackProxy.Bypass();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };

        try
        {
            return await RunAsync(args, stop.Token);
        }
        catch (Exception exception) when (exception is BackupException or SettingException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine(Texts.Stopped);
            return 1;
        }
    }

    private static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        switch (args)
        {
            case [] or ["help" or "--help" or "-h", ..] or [_, "--help" or "-h"]:
                Console.WriteLine(Texts.Usage);
                return 0;
            case ["save", var folder] when !folder.StartsWith('-'):
                await new SaveBackup(Connection(), TimeProvider.System).ExecuteAsync(folder, Console.WriteLine, cancellationToken);
                Console.WriteLine(Texts.Saved);
                return 0;
            case ["restore", var folder, .. [] or ["--resume"]] when !folder.StartsWith('-'):
                var resume = args.Length > 2;
                await new RestoreBackup(Connection()).ExecuteAsync(folder, resume, Console.WriteLine, cancellationToken);
                Console.WriteLine(Texts.Restored);
                return 0;
            default:
                Console.Error.WriteLine(Texts.Unknown(args));
                return 2;
        }
    }

    private static StorageConnection Connection() => new(new ConfigurationBuilder().AddEnvironmentVariables().Build());
}
