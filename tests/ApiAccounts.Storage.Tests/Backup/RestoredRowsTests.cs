using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Backup;
using ApiAccounts.Storage.Tables.Credentials;
using ApiAccounts.Storage.Tables.Directory;
using ApiAccounts.Storage.Tables.Tokens;
using ApiAccounts.Storage.Tests.Given;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tests.Backup;

/// <summary>Rows that were read at different moments, while the app went on, and do not go together.</summary>
public sealed class RestoredRowsTests : IDisposable
{
    private const uint Pid = 42;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_assigned_number_is_not_assigned_again()
    {
        await using var to = await RestoredAsync(
            ("Accounts", PartnerRow.Write(new(Pid, "One", [15], 0, LastUserId: 3))),
            ("Accounts", ApiUserRow.Write(Known.ApiUser(Known.ApiUserId(Pid, userId: 9)))),
            ("Accounts", PartnerRow.Write(new(Pid + 1, "Two", [15], 0, LastUserId: 3))),
            ("Accounts", CustomServiceRow.Write(Known.Service(Known.ServiceId(Pid + 1, userId: 8)))),
            ("Accounts", PartnerRow.Write(new(Pid + 2, "Three", [15], 0, LastUserId: 3))),
            ("Accounts", RoleRow.Write(new(AccountId.At(AccountKind.Role, Pid + 2, 13, 0, 1), "Nightly", ""))),
            ("Accounts", PartnerRow.Write(new(Pid + 3, "Four", [15], 0, LastUserId: 17))),
            ("Accounts", PartnerRow.Write(new(Pid + 4, "Five", [15], 0, LastUserId: uint.MaxValue - 1))),
            ("Accounts", PartnerRow.Write(new(Pid + 5, "Six", [15], 0, LastUserId: 3))),
            ("Accounts", OperatorRow.Write(Known.Operator(Pid + 5, userId: 5))),
            ("Accounts", PartnerRow.Write(new(Pid + 6, "Seven", [15], 0, LastUserId: 3))),
            ("Accounts", GroupRow.Write(Known.Group(Pid + 6, number: 6))));

        // And a hundred more, which may have been given out after the backup.
        Assert.Equal(109L, await LastUserIdAsync(to, "0000002a"));
        Assert.Equal(108L, await LastUserIdAsync(to, "0000002b"));
        Assert.Equal(113L, await LastUserIdAsync(to, "0000002c"));
        Assert.Equal(117L, await LastUserIdAsync(to, "0000002d"));
        Assert.Equal(4_294_967_295, await LastUserIdAsync(to, "0000002e"));
        Assert.Equal(105L, await LastUserIdAsync(to, "0000002f"));
        Assert.Equal(106L, await LastUserIdAsync(to, "00000030"));
    }

    [Fact]
    public async Task The_administrator_count_of_a_partner_is_corrected()
    {
        var administrator = Known.Operator(Pid) with { Status = OperatorStatus.Active, IsApiOnly = false, ExpiresAt = null };
        await using var to = await RestoredAsync(
            ("Accounts", PartnerRow.Write(new(Pid, "One", [15], Administrators: 3, LastUserId: 10))),
            ("Accounts", OperatorRow.Write(administrator)),
            ("Accounts", OperatorRow.Write(
                administrator with { Id = Known.OperatorId(Pid, 8), UserName = "Bea", Status = OperatorStatus.Inactive })),
            ("Accounts", OperatorRow.Write(
                administrator with { Id = Known.OperatorId(Pid, 9), UserName = "Cleo", IsAdministrator = false })),
            ("Accounts", PartnerRow.Write(new(Pid + 1, "Two", [1, 2], Administrators: 1, LastUserId: 10))));

        Assert.Equal(1, (await to.RowAsync("Accounts", "0000002a", "partner"))["Administrators"]);
        var empty = await to.RowAsync("Accounts", "0000002b", "partner");
        Assert.Equal((0, "Two", "1,2", 1), (empty["Administrators"], empty["Name"], empty["Buckets"], empty["Shape"]));
    }

    [Fact]
    public async Task An_operator_with_a_missing_or_dangling_login_row_gets_its_user_name_back()
    {
        await using var to = await RestoredAsync(
            ("Accounts", OperatorRow.Write(Named("Ada", 7))),
            ("Accounts", OperatorRow.Write(Named("Bea", 8))),
            ("Accounts", OperatorRow.Write(Named("Cleo", 9))),
            ("Accounts", OperatorRow.Write(Named("Dora", 10) with { Status = OperatorStatus.Pending })),
            ("Logins", LoginRow.Write(LoginName.KeyOf("bea"), new(Known.OperatorId(Pid, 99)))),
            ("Logins", LoginRow.Write(LoginName.KeyOf("cleo"), new(Known.OperatorId(Pid, 9)))),
            ("Logins", LoginRow.Write(LoginName.KeyOf("gone"), new(Known.OperatorId(Pid, 98)))),
            ("Logins", SignInTallyRow.From(LoginName.KeyOf("ada"), new("round", 1, 2, Known.Now, "write"))));

        await AssertOwnersAsync();
        await to.RestoreAsync(folder.Path, resume: true); // for which these rows are as they should be
        await AssertOwnersAsync();

        async Task AssertOwnersAsync()
        {
            var rows = await to.RowsAsync("Logins");
            Assert.Equal(
                [(7, "ada"), (8, "bea"), (9, "cleo"), (98, "gone")], rows.Where(row => row.RowKey.Length == 0).Select(OwnerOf).Order());
            Assert.Single(rows, row => row.RowKey.Length > 0);
        }
    }

    [Fact]
    public async Task The_login_row_decides_which_of_two_operators_has_a_user_name()
    {
        await using var to = await RestoredAsync(
            ("Accounts", OperatorRow.Write(Named("Ada", 7))),
            ("Accounts", OperatorRow.Write(Named("ADA", 8))),
            ("Logins", LoginRow.Write(LoginName.KeyOf("ada"), new(Known.OperatorId(Pid, 8)))));

        Assert.Equal((8, "ada"), OwnerOf(Assert.Single(await to.RowsAsync("Logins"))));
        var told = await to.RestoreAsync(folder.Path, resume: true);
        Assert.Equal(
            $"The operator {Known.OperatorId(Pid, 7)} cannot sign in: another operator has its user name. Give it a new one.", told[^1]);
    }

    [Fact]
    public async Task One_of_two_operators_gets_a_user_name_without_a_login_row()
    {
        await using var to = await RestoredAsync(
            ("Accounts", OperatorRow.Write(Named("Ada", 7))), ("Accounts", OperatorRow.Write(Named("ADA", 8))));

        Assert.Equal((7, "ada"), OwnerOf(Assert.Single(await to.RowsAsync("Logins"))));
        var told = await to.RestoreAsync(folder.Path, resume: true);
        Assert.Equal(
            $"The operator {Known.OperatorId(Pid, 8)} cannot sign in: another operator has its user name. Give it a new one.", told[^1]);
    }

    [Fact]
    public async Task A_waiting_mail_gets_a_message_that_sends_it()
    {
        await using var to = await RestoredAsync(("Accounts", MailRow.Write(Known.Mail(Pid))));

        var message = Assert.Single((await to.Queue("outgoing-mail").PeekMessagesAsync(32)).Value);
        Assert.Equal("""{"version":1,"pid":42,"mailId":"0123456789abcdef0123456789abcdef"}""", message.Body.ToString());
        Assert.Equal("Pending mails enqueued: 1.", (await to.RestoreAsync(folder.Path, resume: true))[^1]);
    }

    [Fact]
    public async Task Operators_are_restored_last_so_that_a_partial_restore_lets_nobody_in()
    {
        await using var from = await RawAccount.NewAsync();
        await from.PutAsync(
            "Accounts",
            PartnerRow.Write(new(Pid, "One", [15], 0, 7)), OperatorRow.Write(Known.Operator(Pid)), ApiUserRow.Write(
                Known.ApiUser(Known.ApiUserId(Pid))),
            RoleRow.Write(new(AccountId.At(AccountKind.Role, Pid, 13, 0, 1), "Nightly", "")));
        await from.PutAsync("Tokens", SessionRow.Write(Known.Session(Pid)));
        await from.SaveAsync(folder.Path);
        await using var to = await RawAccount.NewAsync();
        using var crash = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RestoreBackup(to.Connection).ExecuteAsync(
            folder.Path,
            resume: false,
            told =>
            {
                if (told.StartsWith("Rows of Tokens written:", StringComparison.Ordinal)) crash.Cancel();
            },
            crash.Token));

        Assert.Equal(
            ["partner", "role|0000000d", "0000002a|user|00000007|7654321fedc"], (await to.RowsAsync("Accounts")).Select(row => row.RowKey));
        Assert.Single(await to.RowsAsync("Tokens"));
        await to.RestoreAsync(folder.Path, resume: true);
        Assert.Equal("operator|00000007", (await to.RowsAsync("Accounts"))[0].RowKey);
    }

    private static Operator Named(string userName, uint userId) =>
        Known.Operator(Pid, userId, OperatorStatus.Active) with { UserName = userName };

    private static (int UserId, string? Name) OwnerOf(TableEntity login) => (
        (int)LoginRow.Read(login).Claimants[0].UserId,
        ((string[])["ada", "bea", "cleo", "dora", "gone"]).SingleOrDefault(name => LoginName.KeyOf(name) == login.PartitionKey));

    private static async Task<long?> LastUserIdAsync(RawAccount account, string directory) =>
        (await account.RowAsync("Accounts", directory, "partner")).GetInt64("LastUserId");

    private async Task<RawAccount> RestoredAsync(params (string Table, TableEntity Row)[] rows)
    {
        await using var from = await RawAccount.NewAsync();
        foreach (var (table, row) in rows) await from.PutAsync(table, row);
        await from.SaveAsync(folder.Path);
        var to = await RawAccount.NewWithoutTablesAsync();
        await to.RestoreAsync(folder.Path);
        return to;
    }
}
