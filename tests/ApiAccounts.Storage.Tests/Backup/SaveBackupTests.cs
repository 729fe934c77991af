using ApiAccounts.Storage.Backup;
using ApiAccounts.Storage.Tests.Given;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;

namespace ApiAccounts.Storage.Tests.Backup;

public sealed class SaveBackupTests : IDisposable
{
    private static readonly string[] Files = ["Accounts.jsonl", "Deadlines.jsonl", "Logins.jsonl", "Tokens.jsonl", "backup.json"];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_row_is_saved_as_a_line_with_the_type_of_each_property()
    {
        await using var account = await RawAccount.NewAsync();
        await account.PutAsync("Accounts", new TableEntity("p", "b") { ["Name"] = "Two\nlines, \"é\"" }, new TableEntity("p", "a")
        {
            ["Text"] = "",
            ["Small"] = -1,
            ["Large"] = 9_007_199_254_740_993,
            ["Fraction"] = 0.1,
            ["Truth"] = true,
            ["Time"] = new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero).AddTicks(1),
            ["Id"] = Guid.Parse("20000000-2000-8000-8080-09ee72080c71"),
            ["Bytes"] = new byte[] { 0, 255 },
        });

        var told = await account.SaveAsync(folder.Path);

        Assert.Equal(
            """
            {"PartitionKey":"p","RowKey":"a","Properties":{"Bytes":{"Binary":"AP8="},"Fraction":{"Double":0.1},"Id":{"Guid":"20000000-2000-8000-8080-09ee72080c71"},"Large":{"Int64":"9007199254740993"},"Small":{"Int32":-1},"Text":{"String":""},"Time":{"DateTime":"2026-11-22T10:30:00.0000001Z"},"Truth":{"Boolean":true}}}
            {"PartitionKey":"p","RowKey":"b","Properties":{"Name":{"String":"Two\nlines, \u0022\u00E9\u0022"}}}

            """,
            folder.TextOf("Accounts.jsonl"));
        Assert.Equal(["Rows of Accounts: 2.", "Rows of Deadlines: 0.", "Rows of Logins: 0.", "Rows of Tokens: 0."], told);
    }

    [Fact]
    public async Task The_manifest_describes_the_backup()
    {
        await using var account = await RawAccount.NewAsync();
        await account.PutAsync("Tokens", new TableEntity("p", "r"));
        await account.SaveAsync(folder.Path, new FakeTimeProvider(Known.Now));

        Assert.Equal("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Properties\":{}}\n", folder.TextOf("Tokens.jsonl"));
        Assert.Equal(
            """
            {
              "formatVersion": 1,
              "began": "2026-11-22T10:30:00+00:00",
              "ended": "2026-11-22T10:30:00+00:00",
              "tables": [
                {
                  "table": "Accounts",
                  "rows": 0,
                  "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                },
                {
                  "table": "Deadlines",
                  "rows": 0,
                  "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                },
                {
                  "table": "Logins",
                  "rows": 0,
                  "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                },
                {
                  "table": "Tokens",
                  "rows": 1,
                  "sha256": "ea8ed6d088391e05168d52a01e0c43a7903ececc433abf75897e417ac34a4ffd"
                }
              ]
            }
            """,
            folder.TextOf("backup.json"));
    }

    [Fact]
    public async Task A_backup_has_these_files_and_only_their_owner_may_read_them()
    {
        await using var account = await RawAccount.NewAsync();
        await account.PutAsync("Changes", new TableEntity("feed", "r")); // of no use to anybody later
        await account.SaveAsync(folder.Path);

        Assert.Equal(Files, folder.Names);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
        foreach (var file in Files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.PathOf(file)));
    }

    [Fact]
    public async Task A_backup_does_not_overwrite_another()
    {
        await using var account = await RawAccount.NewAsync();
        await account.SaveAsync(folder.Path);
        var before = folder.TextOf("backup.json");
        await account.PutAsync("Accounts", new TableEntity("p", "r"));

        var refused = await Assert.ThrowsAsync<BackupException>(() => account.SaveAsync(folder.Path));

        Assert.Equal($"'{folder.Path}' must be a new or empty folder: a backup never overwrites files.", refused.Message);
        Assert.Equal((before, ""), (folder.TextOf("backup.json"), folder.TextOf("Accounts.jsonl")));
    }

    [Fact]
    public async Task A_backup_does_not_overwrite_a_file_of_its_name()
    {
        await using var account = await RawAccount.NewAsync();
        await File.WriteAllTextAsync(folder.Path, "mine");

        var refused = await Assert.ThrowsAsync<BackupException>(() => account.SaveAsync(folder.Path));

        Assert.StartsWith($"'{folder.Path}' must be a new or empty folder: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder.Path));
    }

    [Fact]
    public async Task An_account_without_tables_is_reported_before_a_folder_is_created()
    {
        await using var account = await RawAccount.NewWithoutTablesAsync();

        var refused = await Assert.ThrowsAsync<BackupException>(() => account.SaveAsync(folder.Path));

        Assert.Equal("The storage account lacks some of the tables that the app creates.", refused.Message);
        Assert.False(folder.IsThere);
    }

    [Fact]
    public async Task An_interrupted_backup_leaves_no_backup()
    {
        await using var account = await RawAccount.NewAsync();
        using var stop = new CancellationTokenSource();
        var save = new SaveBackup(account.Connection, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save.ExecuteAsync(folder.Path, _ => stop.Cancel(), stop.Token));

        Assert.False(File.Exists(folder.PathOf("backup.json")));
    }

    [Fact]
    public async Task Messages_waiting_in_queues_are_reported_as_not_backed_up()
    {
        await using var account = await RawAccount.NewAsync();
        await account.Queue("usage-pings").SendMessageAsync("one");
        await account.Queue("usage-pings").SendMessageAsync("two");
        await account.Queue("outgoing-mail").DeleteAsync();

        var told = await account.SaveAsync(folder.Path);

        Assert.Equal("The queue usage-pings has about 2 messages, which are not in the backup.", told[0]);
        Assert.Equal("Rows of Accounts: 0.", told[1]);
    }
}
