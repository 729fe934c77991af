using System.Text;
using ApiAccounts.Core.Mail;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A password is in the mail that tells it and nowhere else, whatever goes wrong.</summary>
public sealed class MailSecretTests
{
    private const string Chosen = "Chosen-Staple-8";
    private const string Wrong = "Wrongly-Guessed-9";

    [Fact]
    public async Task No_password_is_in_a_log_a_row_a_message_or_a_poison_message()
    {
        var port = FreePort.Next(); // nobody listens there
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(),
            [
                .. MailServer.Settings(port),
                ("Logging__LogLevel__Default", "Trace"),
                ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
                ("AzureFunctionsJobHost__extensions__queues__maxDequeueCount", "1"),
            ]);
        var caller = app.As(await app.RegisterAsync());
        await UpdateAsync(caller, Wrong, Chosen, HttpStatusCode.BadRequest);
        await UpdateAsync(caller, App.AdministratorPassword, Chosen, HttpStatusCode.OK);
        (await caller.PostAsync("/api/v1/users/self/reset-password")).Is(HttpStatusCode.OK);
        await Eventually.Async(
            () => Task.FromResult(app.Output.Contains("could not be sent", StringComparison.Ordinal)), "the mail was tried");

        // A row that somebody has changed cannot be opened, and its message ends as a poison message.
        var row = Assert.Single(await app.BackDoor.RowsAsync("00000001"), row => row.RowKey.StartsWith("mail|", StringComparison.Ordinal));
        var found = await app.BackDoor.Get<IOutbox>().FindAsync(new(1, row.RowKey["mail|".Length..]), default);
        var temporary = app.BackDoor.Get<MailEncryption>().Decrypt(found!.Value).Values["password"];
        await app.BackDoor.Accounts.UpdateEntityAsync(
            new TableEntity(row.PartitionKey, row.RowKey) { ["Recipient"] = "eve@partner.example" }, ETag.All);
        var poison = await PoisonAsync(app, found.Value.Id);

        var tables = await RawTables.ReadAsync(app.Account);
        Assert.Contains("mail|", tables["Accounts"], StringComparison.Ordinal);
        Assert.Contains("dbug: ", app.Output, StringComparison.Ordinal); // else little would be logged
        foreach (var secret in (string[])[temporary, Chosen, Wrong, App.AdministratorPassword, MailServer.Password])
        {
            foreach (var form in (string[])[secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..^4]])
            {
                Assert.DoesNotContain(form, app.Output, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(form, poison, StringComparison.OrdinalIgnoreCase);
                Assert.All(tables.Values, rows => Assert.DoesNotContain(form, rows, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    private static async Task UpdateAsync(ApiClient caller, string old, string chosen, HttpStatusCode status) =>
        (await caller.PutJsonAsync("/api/v1/users/self/update-password", $$"""{"oldPassword":"{{old}}","newPassword":"{{chosen}}"}"""))
            .Is(status);

    /// <summary>Has the mail sent, and waits until the message has failed; the message as it was put aside.</summary>
    private static async Task<string> PoisonAsync(App app, string mailId)
    {
        var message = $$"""{"version":1,"pid":1,"mailId":"{{mailId}}"}""";
        await Queue("outgoing-mail").SendMessageAsync(message);
        var poison = Queue("outgoing-mail-poison");
        await Eventually.Async(
            async () => await poison.ExistsAsync() && (await poison.PeekMessagesAsync(32)).Value.Length > 0, "the message was put aside");
        var text = (await poison.PeekMessageAsync()).Value.MessageText;
        Assert.Equal(message, text);
        return text;

        QueueClient Queue(string name) => new(app.Account.ConnectionString, name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
    }
}
