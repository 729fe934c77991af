using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>Mails while there is no mail server, or none that can be trusted.</summary>
public sealed class MailFaultTests
{
    [Fact]
    public async Task A_mail_waits_until_the_mail_server_is_back()
    {
        var port = FreePort.Next();
        await using var app = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), MailServer.Settings(port));
        await ResetAsync(app);
        await NotSentAsync(app);

        await using var server = await MailServer.StartAsync(port);

        var mail = await server.MailToAsync(App.AdministratorName);
        Assert.Equal("Your new password", mail.Subject);
        await Eventually.Async(async () => !await WaitsAsync(app), "the mail was taken out");
    }

    [Fact]
    public async Task A_mail_server_without_TLS_is_told_nothing()
    {
        await using var server = await MailServer.StartAsync(hasTls: false);
        await using var app = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), MailServer.Settings(server.Port));

        await ResetAsync(app);

        await NotSentAsync(app);
        Assert.Empty(server.Mails);
        Assert.True(await WaitsAsync(app));
    }

    [Fact]
    public async Task A_mail_server_whose_certificate_is_not_trusted_is_told_nothing()
    {
        await using var server = await MailServer.StartAsync();
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(), [.. MailServer.Settings(server.Port), ("SSL_CERT_FILE", null)]);

        await ResetAsync(app);

        await NotSentAsync(app);
        Assert.Contains("SSL certificate could not be validated", app.Output, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
        Assert.True(await WaitsAsync(app));
    }

    private static async Task ResetAsync(App app)
    {
        var account = await app.RegisterAsync();
        (await app.As(account).PostAsync("/api/v1/users/self/reset-password")).Is(HttpStatusCode.OK);
    }

    private static Task NotSentAsync(App app) => Eventually.Async(
        () =>
            Task.FromResult(app.Output.Contains("could not be sent. The next attempt is in", StringComparison.Ordinal)),
            "the mail was not sent");

    private static async Task<bool> WaitsAsync(App app) =>
        (await app.BackDoor.RowsAsync("00000001")).Any(row => row.RowKey.StartsWith("mail|", StringComparison.Ordinal));
}
