using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A running app and the mail server that it sends to.</summary>
public sealed class MailFixture : IAsyncLifetime
{
    internal MailServer Server { get; private set; } = null!;

    internal App App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await MailServer.StartAsync();
        App = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), MailServer.Settings(Server.Port));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }
}
