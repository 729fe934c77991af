using System.Globalization;
using System.Security.Cryptography;
using ApiAccounts.Storage.Backup;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tests.Backup;

public sealed class RestoreBackupTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_type_of_property_is_restored()
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync("Accounts", new TableEntity("p", "r")
        {
            ["Text"] = "tab\t, null \0, bell \a, \"quoted\", 'single', back\\slash, é, 日本, 😀, </script>, \u2028",
            ["Empty"] = "",
            ["Int32"] = int.MinValue,
            ["Int64"] = long.MinValue,
            ["SmallInt64"] = 1L,
            ["Double"] = 0.1 + 0.2,
            ["WholeDouble"] = 3.0,
            ["LargestDouble"] = double.MaxValue,
            ["True"] = true,
            ["False"] = false,
            ["Time"] = new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero).AddTicks(1),
            ["LastTime"] = DateTimeOffset.MaxValue,
            ["Guid"] = Guid.Parse("20000000-2000-8000-8080-09ee72080c71"),
            ["Binary"] = new byte[] { 0, 1, 254, 255 },
            ["NoBytes"] = Array.Empty<byte>(),
        });
        await using var to = await MovedAsync(from);

        var row = await to.RowAsync("Accounts", "p", "r");
        Assert.Equal("tab\t, null \0, bell \a, \"quoted\", 'single', back\\slash, é, 日本, 😀, </script>, \u2028", row["Text"]);
        Assert.Equal("", row["Empty"]);
        Assert.Equal(-2_147_483_648, row["Int32"]);
        Assert.Equal(-9_223_372_036_854_775_808, row["Int64"]);
        Assert.Equal(1L, row["SmallInt64"]);
        Assert.Equal(0.30000000000000004, row["Double"]);
        Assert.Equal(3.0, row["WholeDouble"]);
        Assert.Equal(1.7976931348623157E+308, row["LargestDouble"]);
        Assert.Equal(true, row["True"]);
        Assert.Equal(false, row["False"]);
        Assert.Equal(639_309_402_000_000_001, Assert.IsType<DateTimeOffset>(row["Time"]).UtcTicks);
        Assert.Equal(3_155_378_975_999_999_999, Assert.IsType<DateTimeOffset>(row["LastTime"]).UtcTicks);
        Assert.Equal(Guid.Parse("20000000-2000-8000-8080-09ee72080c71"), row["Guid"]);
        Assert.Equal(new byte[] { 0, 1, 254, 255 }, row["Binary"]);
        Assert.Equal(Array.Empty<byte>(), row["NoBytes"]);
        Assert.Equal(15 + 4, row.Count); // and the keys, the time and the version
    }

    [Fact]
    public async Task Keys_with_quotes_or_any_letters_and_empty_keys_are_restored()
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync("Accounts", new TableEntity("it's", "\"é\" 日本 😀 %41 + & = | <>"), new TableEntity("", ""));
        await from.PutAsync("Logins", new TableEntity("it's", "''"));
        await using var to = await MovedAsync(from);

        Assert.Equal(
            ["|", "it's|\"é\" 日本 😀 %41 + & = | <>"], (await to.RowsAsync("Accounts")).Select(row => $"{row.PartitionKey}|{row.RowKey}"));
        Assert.Equal(["it's|''"], (await to.RowsAsync("Logins")).Select(row => $"{row.PartitionKey}|{row.RowKey}"));
    }

    [Fact]
    public async Task Thousands_of_rows_in_partitions_of_all_sizes_are_restored()
    {
        await using var from = await RawAccount.NewAsync();
        await FillAsync(from);
        await using var to = await MovedAsync(from);

        await AssertFullAsync(to);
    }

    [Fact]
    public async Task Large_rows_are_written_a_few_to_a_transaction()
    {
        await using var from = await RawAccount.NewAsync();
        for (var i = 0; i < 7; i++)
        {
            var row = new TableEntity("p", i.ToString(CultureInfo.InvariantCulture));
            for (var part = 0; part < 10; part++) row[$"Part{part}"] = new byte[64 * 1024];
            await from.PutAsync("Accounts", row);
        }
        var (transactions, to) = await CountedAsync(from);

        // A row is almost 1 MiB in a request, of which there may be 4.
        Assert.Equal([3, 3, 1], transactions);
        Assert.Equal(7, (await to.RowsAsync("Accounts")).Count);
    }

    [Fact]
    public async Task A_transaction_covers_one_partition() // Azurite would take two
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync(
            "Accounts", [.. ((string[])["1a", "1b", "1c", "2a", "2b", "3a"]).Select(key => new TableEntity(key[..1], key))]);

        var (transactions, to) = await CountedAsync(from);

        Assert.Equal([3, 2, 1], transactions);
        Assert.Equal(6, (await to.RowsAsync("Accounts")).Count);
    }

    [Fact]
    public async Task A_table_with_rows_is_not_restored_into()
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync("Accounts", new TableEntity("p", "r"));
        await from.SaveAsync(folder.Path);
        await using var to = await RawAccount.NewAsync();
        await to.PutAsync("Tokens", new TableEntity("other", "row"));

        Assert.Equal(
            "The table Tokens is not empty: a backup must be restored into a storage account without rows, before the app runs on it. "
            + "To continue an incomplete restore, use --resume.",
            await to.RefusalToRestoreAsync(folder.Path));
        Assert.Empty(await to.RowsAsync("Accounts"));
    }

    [Fact]
    public async Task A_killed_restore_is_resumed_until_exactly_the_rows_are_there()
    {
        await using var from = await RawAccount.NewAsync();
        await FillAsync(from);
        await from.SaveAsync(folder.Path);
        await using var to = await RawAccount.NewAsync();
        using var killing = new CancellationTokenSource();
        var transactions = 0;
        await using var proxy = new LossyProxy(to.Account.TablePort);
        proxy.LoseNext(line =>
        {
            // Four are sent at once, so by the eighth some have been answered.
            if (line.Contains("$batch", StringComparison.Ordinal) && Interlocked.Increment(ref transactions) == 8) killing.Cancel();
            return false;
        });
        await using var killed = new RawAccount(to.Account with { TablePort = proxy.Port });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => killed.RestoreAsync(folder.Path, cancellationToken: killing.Token));
        Assert.InRange((await to.RowsAsync("Accounts")).Count, 1, 1_249);
        Assert.StartsWith("The table Accounts is not empty", await to.RefusalToRestoreAsync(folder.Path), StringComparison.Ordinal);
        await to.RestoreAsync(folder.Path, resume: true);

        await AssertFullAsync(to);
        Assert.Equal("Rows of Accounts written: 0.", (await to.RestoreAsync(folder.Path, resume: true))[0]); // and once more does no harm
    }

    [Fact]
    public async Task A_restore_that_fails_says_how_to_resume()
    {
        await SaveTwoRowsAsync();
        await using var to = await RawAccount.NewAsync();
        var restore = new RestoreBackup(to.Connection);

        var failed = await Assert.ThrowsAsync<BackupException>(() => restore.ExecuteAsync(
            folder.Path, resume: false, _ => to.Table("Tokens").DeleteAsync().GetAwaiter().GetResult(), default));

        Assert.Equal(
            "The storage account lacks some of the tables that the app creates. The restore is incomplete: continue it with --resume.",
            failed.Message);
        await to.RestoreAsync(folder.Path, resume: true);
        Assert.Single(await to.RowsAsync("Tokens"));
    }

    [Theory]
    [InlineData("Accounts", "p", "r", "changed")] // say, revoked since
    [InlineData("Accounts", "p", "another", "as saved")]
    [InlineData("Changes", "feed", "now", "as saved")]
    public async Task One_that_was_killed_is_not_gone_on_with_over_rows_of_somebody_else(
        string table, string partitionKey, string rowKey, string text)
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync("Accounts", new TableEntity("p", "r") { ["Text"] = "as saved" }, new TableEntity("p", "s"));
        await from.SaveAsync(folder.Path);
        await using var to = await RawAccount.NewAsync();
        await to.PutAsync(table, new TableEntity(partitionKey, rowKey) { ["Text"] = text });

        Assert.Equal(
            $"The table {table} has the row '{partitionKey}' '{rowKey}', which is not from this backup or has changed since: the restore cannot be resumed. "
            + "Restore into a storage account without rows.",
            await to.RefusalToRestoreAsync(folder.Path, resume: true));
        Assert.Equal(text, (await to.RowAsync(table, partitionKey, rowKey))["Text"]);
        Assert.Equal(table == "Accounts" ? 1 : 0, (await to.RowsAsync("Accounts")).Count);
    }

    [Theory]
    [InlineData("Accounts.jsonl", "before", "behind", "Accounts.jsonl is damaged: its SHA-256 differs from the one in backup.json.")]
    [InlineData("Tokens.jsonl", "}\n", "}", "Tokens.jsonl is damaged: its SHA-256 differs from the one in backup.json.")]
    [InlineData("backup.json", "\"formatVersion\": 1", "\"formatVersion\": 2",
        "The backup has format 2, but this program reads format 1: restore it with the version of the product that saved it.")]
    [InlineData("backup.json", "\"Logins\"", "\"Changes\"",
        "backup.json must name the tables 'Accounts, Deadlines, Logins, Tokens'; it was edited, and names 'Accounts, Deadlines, Changes, Tokens'.")]
    [InlineData("backup.json", "\"rows\": 2", "\"rows\": 3", "Accounts.jsonl does not have the number of rows in backup.json.")]
    public async Task A_modified_backup_is_refused_before_anything_is_written(string file, string text, string by, string sentence)
    {
        await SaveTwoRowsAsync();
        folder.Change(file, text, by);
        await AssertRefusedAsync(sentence);
    }

    [Fact]
    public async Task A_backup_with_a_missing_file_is_refused_before_anything_is_written()
    {
        await AssertRefusedAsync($"'{folder.Path}' has no backup.json, so it has no backup or an incomplete one.");
        await SaveTwoRowsAsync();
        File.Delete(folder.PathOf("Logins.jsonl"));
        await AssertRefusedAsync("Logins.jsonl is missing from the backup.");
        File.Delete(folder.PathOf("backup.json"));
        await AssertRefusedAsync($"'{folder.Path}' has no backup.json, so it has no backup or an incomplete one.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("{\"formatVersion\":\"one\"}")]
    [InlineData("{\"formatVersion\":1}")]
    [InlineData("{\"formatVersion\":1,\"began\":\"2026-11-22T10:30:00Z\",\"ended\":\"2026-11-22T10:30:00Z\",\"tables\":null}")]
    public async Task A_backup_with_an_invalid_manifest_is_refused_before_anything_is_written(string json)
    {
        await SaveTwoRowsAsync();
        await File.WriteAllTextAsync(folder.PathOf("backup.json"), json);
        await using var to = await RawAccount.NewWithoutTablesAsync();

        Assert.StartsWith(
            $"The backup.json in '{folder.Path}' is damaged: ", await to.RefusalToRestoreAsync(folder.Path), StringComparison.Ordinal);
        Assert.True(await to.IsUntouchedAsync());
    }

    [Theory]
    [InlineData("{\"PartitionKey\":\"p\"}")]
    [InlineData("{\"PartitionKey\":null,\"RowKey\":\"r\",\"Properties\":{}}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":null,\"Properties\":{}}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Properties\":{\"Name\":{}}}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Properties\":{\"Name\":{\"Colour\":\"red\"}}}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Properties\":{\"Name\":{\"DateTime\":\"noon\"}}}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Properties\":{\"Name\":{\"Double\":1e999}}}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Properties\":{\"Name\":{\"Int64\":null}}}")]
    [InlineData("nothing")]
    public async Task An_invalid_line_is_refused_before_any_write_even_with_a_matching_hash(string line)
    {
        await SaveTwoRowsAsync();
        var before = HashOf("Accounts.jsonl");
        await File.AppendAllTextAsync(folder.PathOf("Accounts.jsonl"), line + "\n");
        folder.Change("backup.json", before, HashOf("Accounts.jsonl"));
        await AssertRefusedAsync("Line 3 of Accounts.jsonl is not a row.");
    }

    /// <summary>1,250 rows in Accounts: 1,000 in one partition, 200 in ten, 50 in fifty. And a row in each of the others.</summary>
    private static async Task FillAsync(RawAccount account)
    {
        var rows = Enumerable.Range(0, 1_250).Select(RowOf).ToList();
        foreach (var batch in rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(100)))
        {
            await account.Table("Accounts").SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
        }
        foreach (var table in (string[])["Deadlines", "Logins", "Tokens"]) await account.PutAsync(
            table, new TableEntity("p", "r") { ["Table"] = table });

        static TableEntity RowOf(int number)
        {
            var partition = number switch { < 1_000 => "large", < 1_200 => $"medium-{number % 10}", _ => $"small-{number}" };
            return new(partition, number.ToString("0000", CultureInfo.InvariantCulture)) { ["Number"] = number };
        }
    }

    private static async Task AssertFullAsync(RawAccount account)
    {
        var rows = await account.RowsAsync("Accounts");
        Assert.Equal(Enumerable.Range(0, 1_250), rows.Select(row => (int)row["Number"]).Order());
        Assert.All(rows, row => Assert.Equal(int.Parse(row.RowKey, CultureInfo.InvariantCulture), row["Number"]));
        Assert.Equal([1_000, 20, 1], rows.CountBy(row => row.PartitionKey).Select(partition => partition.Value).Distinct());
        Assert.Equal("Deadlines", Assert.Single(await account.RowsAsync("Deadlines"))["Table"]);
        Assert.Equal("Logins", Assert.Single(await account.RowsAsync("Logins"))["Table"]);
        Assert.Equal("Tokens", Assert.Single(await account.RowsAsync("Tokens"))["Table"]);
        Assert.Empty(await account.RowsAsync("Changes"));
    }

    private async Task<RawAccount> MovedAsync(RawAccount from)
    {
        await from.SaveAsync(folder.Path);
        var to = await RawAccount.NewWithoutTablesAsync();
        await to.RestoreAsync(folder.Path);
        return to;
    }

    /// <returns>How many rows each transaction had that they were restored with, the most first.</returns>
    private async Task<(IEnumerable<int> Transactions, RawAccount To)> CountedAsync(RawAccount from)
    {
        await from.SaveAsync(folder.Path);
        var to = await RawAccount.NewWithoutTablesAsync();
        await using var counting = await CountingProxy.StartAsync(to.Account);
        await using var counted = new RawAccount(counting.Account);
        await counted.RestoreAsync(folder.Path);
        var transactions = counting.Calls.Where(call => call.Path.EndsWith("/$batch", StringComparison.Ordinal));
        return ([.. transactions.Select(call => call.Operations).OrderDescending()], to);
    }

    private async Task SaveTwoRowsAsync()
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync("Accounts", new TableEntity("p", "r") { ["Text"] = "before" }, new TableEntity("p", "s"));
        await from.PutAsync("Tokens", new TableEntity("p", "r"));
        await from.SaveAsync(folder.Path);
    }

    private async Task AssertRefusedAsync(string sentence)
    {
        await using var to = await RawAccount.NewWithoutTablesAsync();
        Assert.Equal(sentence, await to.RefusalToRestoreAsync(folder.Path));
        Assert.True(await to.IsUntouchedAsync());
    }

    private string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.PathOf(file))));
}
