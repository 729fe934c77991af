using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>Mails as files, for a machine without a mail server.</summary>
public sealed class MailFolderTests
{
    [Fact]
    public async Task A_mail_is_written_to_the_folder_which_is_made_for_it()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "mail", "of-folder-tests");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(), ("Mail__Folder", folder), (
                "Mail__From", "accounts@saas.example"), ("Mail__Language", "nl"));
        var account = await app.RegisterAsync();

        (await app.As(account).PostAsync("/v1/users/self/reset-password")).Is(HttpStatusCode.OK);

        await Eventually.Async(
            async () =>
                !(await app.BackDoor.RowsAsync("00000001")).Any(row => row.RowKey.StartsWith("mail|", StringComparison.Ordinal)),
                "the mail was sent");
        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(folder, "*.eml")));
        Assert.Contains("From: accounts@saas.example", lines);
        Assert.Contains("To: First Administrator <admin@demo.example>", lines);
        Assert.Contains("Subject: Uw nieuwe wachtwoord", lines);
        Assert.Contains("Beste \"First Administrator\",", lines);
    }
}
