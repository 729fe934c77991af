using System.Globalization;

namespace ApiAccounts.Testing;

/// <summary>What an app under test is started with, by the names that an administrator writes.</summary>
public static class AppSettings
{
    public const string AdministratorName = "admin@demo.example";
    public const string AdministratorPassword = "Correct-Horse-42x";
    public const string Pepper = "dGhlIHRlc3QgcGVwcGVyLCAzMiBieXRlcyBsb25nISE=";

    public const string SigningKey = "dGhlIHRlc3Qgc2lnbmluZyBrZXksIDMyIGJ5dGVzISE=";

    /// <summary>How long after a change by another instance, or by the back door, the app may go by what it had read before.</summary>
    public static readonly TimeSpan MaxStaleness = TimeSpan.FromMilliseconds(100);

    /// <summary>Of this test process, and deleted with it: nothing is left for a later run that happens to have the same ports.</summary>
    private static readonly string SpoolFolder = NewSpoolFolder();

    /// <param name="settings">Beside the usual ones, or instead of them; null takes one away.</param>
    public static IReadOnlyDictionary<string, string?> For(StorageAccount account, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["AccountsStorage"] = account.ConnectionString,
            ["AzureWebJobsStorage"] = account.ConnectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["Secrets__Peppers__1"] = Pepper,
            ["Tokens__SigningKeys__1"] = SigningKey,
            ["Bootstrap__AdminEmail"] = AdministratorName,
            ["Bootstrap__AdminPassword"] = AdministratorPassword,
            ["Http__ConsoleFolder"] = FakeConsole.Folder,
            ["Http__StorageWait"] = "00:00:20", // Azurite shares two cores with the tests
            ["Invitations__Page"] = "https://saas.example/invitation",
            ["Passwords__Iterations"] = "100000",
            ["SelfHost__QueueHiddenTime"] = "00:00:30", // messages whose delivery a busy machine lost come again while a test waits
            ["Usage__Linger"] = "00:00:00",
            ["Usage__SpoolFolder"] = SpoolFolder,
            ["DOTNET_EnableWriteXorExecute"] = "0", // these three: the app of a test lives too briefly for much of the JIT's work to pay
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_CallCountThreshold"] = "400", // hexadecimal
            ["Verification__MaxStaleness"] = MaxStaleness.ToString("c", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in settings) all[name] = value;
        return all;
    }

    private static string NewSpoolFolder()
    {
        var folder = Directory.CreateTempSubdirectory("app-spool-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }
}
