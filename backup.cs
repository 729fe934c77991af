#!/usr/bin/env dotnet
#:property PublishAot=false
#:project src/ApiAccounts.Storage/ApiAccounts.Storage.csproj

// Saves the product's tables into a folder, and restores them: dotnet run backup.cs -- save FOLDER | restore FOLDER. It reaches the storage account as
// the app does, with the same settings. What it does is in src/ApiAccounts.Storage/Backup; what a backup is worth, in docs/backup.md.

using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Storage;
using ApiAccounts.Storage.Backup;
using Microsoft.Extensions.Configuration;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    switch (args)
    {
        case [] or ["help" or "--help" or "-h", ..] or [_, "--help" or "-h"]:
            Console.WriteLine(Text.Usage);
            return 0;
        case ["save", var folder] when !folder.StartsWith('-'):
            await new SaveBackup(Storage.Connection(), TimeProvider.System).ExecuteAsync(folder, Console.WriteLine, stop.Token);
            Console.WriteLine(Text.Saved);
            return 0;
        case ["restore", var folder, .. [] or ["--resume"]] when !folder.StartsWith('-'):
            await new RestoreBackup(Storage.Connection()).ExecuteAsync(folder, resume: args.Length > 2, Console.WriteLine, stop.Token);
            Console.WriteLine(Text.Restored);
            return 0;
        default:
            Console.Error.WriteLine($"'{string.Join(' ', args)}' is not one of: save FOLDER, restore FOLDER, restore FOLDER --resume. See: dotnet run backup.cs -- --help");
            return 2;
    }
}
catch (Exception exception) when (exception is BackupException or SettingException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped before the end: what was being saved is no backup, and what was being restored goes on with --resume.");
    return 1;
}

internal static class Storage
{
    public static StorageConnection Connection() => new(new ConfigurationBuilder().AddEnvironmentVariables().Build());
}

internal static class Text
{
    public const string Usage = """
        dotnet run backup.cs -- save FOLDER       saves every row of the product's tables into a new or an empty folder

        dotnet run backup.cs -- restore FOLDER    restores them into a storage account whose tables have no rows, and on which the app has not run
            --resume                              goes on with a restore that did not come to its end

        The storage account is the one that the app would have with the same environment variables: AccountsStorage is its connection string, or
        AccountsStorage__tableServiceUri and AccountsStorage__queueServiceUri name its services, and whoever is signed in (az login) needs the
        roles of the app on them. What a backup is worth, and how to move to another region: docs/backup.md.
        """;

    public const string Saved = """
        Saved. The backup has no peppers and no signing keys in it: without the Secrets__Peppers__... of the app none of its credentials will work, and
        without its Tokens__SigningKeys__... everybody has to sign in anew. Keep both somewhere else.
        """;

    public const string Restored = """
        Restored. Start the app with the Secrets__Peppers__... and Tokens__SigningKeys__... that it had, and with at least as many Accounts__Buckets. What was
        revoked, disabled, deleted or given another secret or password after the backup began works again as it was then: see docs/backup.md.
        """;
}
