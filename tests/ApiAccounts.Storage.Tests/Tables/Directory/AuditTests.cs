using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tests.Tables.Directory;

/// <summary>Each change and its audit row are one transaction.</summary>
public sealed class AuditTests(OnAzurite azurite) : IClassFixture<OnAzurite>
{
    private readonly uint pid = Known.NewPid();

    [Fact]
    public async Task Every_change_of_an_API_user_leaves_its_entry()
    {
        var id = Known.ApiUserId(pid);
        await azurite.ApiUsers.AddAsync(Known.ApiUser(id), Entry(id, 1), default);
        Assert.True(await azurite.ApiUsers.ChangeDescriptionAsync(id, "changed", Entry(id, 2), default));
        Assert.True(await azurite.ApiUsers.DeleteAsync(id, Entry(id, 3), default));

        var rows = await RowsAsync("bucket-00f", $"{pid:x8}|audit|");
        Assert.Equal([$"{pid:x8}|audit|1", $"{pid:x8}|audit|2", $"{pid:x8}|audit|3"], rows.Select(row => row.RowKey));
        var row = rows[0];
        Assert.Equal(Known.Now, row.GetDateTimeOffset("At"));
        Assert.Equal(("ApiUserChanged", id.ToString()), (row.GetString("Action"), row.GetString("Subject")));
        Assert.Equal((Known.OperatorId(pid).ToString(), "192.0.2.7"), (row.GetString("Actor"), row.GetString("Address")));
        Assert.Equal("""[{"field":"description","before":"a","after":"b \"quoted\""}]""", row.GetString("Changes"));
    }

    [Fact]
    public async Task A_refused_change_leaves_no_entry()
    {
        var id = Known.ApiUserId(pid);
        Assert.False(await azurite.ApiUsers.ChangeDescriptionAsync(id, "changed", Entry(id, 1), default));
        Assert.False(await azurite.ApiUsers.DeleteAsync(id, Entry(id, 2), default));
        Assert.Empty(await RowsAsync("bucket-00f", $"{pid:x8}|audit|"));
    }

    [Fact]
    public async Task An_operators_activation_leaves_its_entry_in_the_directory()
    {
        await azurite.Operators.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        await azurite.Operators.AddPendingAsync(
            (await azurite.Operators.FindPartnerAsync(pid, default))!, Known.Operator(pid), [], default);
        var (partner, pending) = (
            (await azurite.Operators.FindPartnerAsync(pid, default))!, (await azurite.Operators.FindAsync(pid, 7, default))!);
        Assert.True(
            await azurite.Operators.WriteAsync(
                new(pending, Entry(pending.Value.Id, 1)) { Partner = partner }, default));
        Assert.False(
            await azurite.Operators.WriteAsync(
                new(pending, Entry(pending.Value.Id, 2)) { Partner = partner }, default));
        Assert.Equal(["audit|1"], (await RowsAsync($"{pid:x8}", "audit|")).Select(row => row.RowKey));
    }

    private static AuditEntry Entry(AccountId subject, int number) =>
        Known.Audit(subject, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<List<TableEntity>> RowsAsync(string partitionKey, string prefix) => await azurite.Accounts
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {partitionKey} and RowKey ge {prefix} and RowKey lt {prefix + "~"}")).ToListAsync();
}
