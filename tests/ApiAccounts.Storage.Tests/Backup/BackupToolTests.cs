using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tests.Backup;

/// <summary><c>backup.cs</c> as it is run.</summary>
public sealed class BackupToolTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_tool_backs_up_and_restores_and_says_what_the_backup_does_not_contain()
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync("Accounts", new TableEntity("p", "r") { ["Text"] = "é" });
        await using var to = await RawAccount.NewWithoutTablesAsync();

        var (saved, saving) = await RunAsync(["save", folder.Path], from.Account);
        Assert.True(saved == 0, saving);
        Assert.Equal(
            """
            Rows of Accounts: 1.
            Rows of Deadlines: 0.
            Rows of Logins: 0.
            Rows of Tokens: 0.
            Saved. The backup has no peppers and no signing keys in it: without the Secrets__Peppers__... of the app none of its credentials will work, and
            without its Tokens__SigningKeys__... everybody has to sign in anew. Keep both somewhere else.

            """,
            saving);

        var (restored, restoring) = await RunAsync(["restore", folder.Path], to.Account, "--no-build");
        Assert.True(restored == 0, restoring);
        Assert.EndsWith(" see docs/backup.md.\n", restoring, StringComparison.Ordinal);
        Assert.Equal("é", Assert.Single(await to.RowsAsync("Accounts"))["Text"]);

        var (refused, refusal) = await RunAsync(["save", folder.Path], from.Account, "--no-build");
        Assert.Equal(
            (1, $"'{folder.Path}' must be a new or empty folder: a backup never overwrites files.\n"), (refused, refusal));
    }

    /// <summary>In the configuration that dev.cs runs the tests in, so that what it needs has been built.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(string[] args, StorageAccount account, params string[] options)
    {
        await using var process = ChildProcess.Start(
            "dotnet",
            ["run", "-c", "Release", .. options, "backup.cs", "--", .. args],
            [
                new("AccountsStorage", account.ConnectionString),
                new("MSBUILDDISABLENODEREUSE", "1"), // what would outlive the build would hold its output open
                new("UseSharedCompilation", "false"),
            ],
            Repository.Root);
        var exitCode = await process.WaitForExitAsync(TimeSpan.FromMinutes(3));
        return (exitCode, process.Output);
    }
}
