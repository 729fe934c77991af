namespace ApiAccounts.Deployment.Tests.Hooks;

/// <summary>
/// A program azd, for the PATH of a process: it gives every caller a token and records the requests.
/// </summary>
internal sealed class FakeAzd : IDisposable
{
    public const string Token = "token-of-the-deployer";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fake-azd");

    private FakeAzd()
    {
    }

    public string Path => $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>The arguments of each call.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    private string Log => System.IO.Path.Combine(folder.FullName, "calls");

    public static FakeAzd Make()
    {
        var azd = new FakeAzd();
        var program = System.IO.Path.Combine(azd.folder.FullName, "azd");
        File.WriteAllText(program, $$"""
            #!/bin/sh
            echo "$@" >> "{{azd.Log}}"
            echo '{"token":"{{Token}}","expiresOn":"2099-01-01T00:00:00Z"}'

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return azd;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
