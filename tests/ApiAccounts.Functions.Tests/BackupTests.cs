using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;
using ApiAccounts.Storage;
using ApiAccounts.Storage.Backup;

namespace ApiAccounts.Functions.Tests;

/// <summary>The way to another storage account, from front door to front door.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backup");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_restored_app_verifies_the_same_credentials_and_shows_the_same_counts()
    {
        var azurite = await Azurite.SharedAsync();
        var (from, to) = (azurite.NewAccount(), azurite.NewAccount());
        RegisteredAccount caller, manager;
        await using (var app = await App.StartAsync(from))
        {
            (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
            for (var i = 0; i < 3; i++) (await app.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK);
            await new UsageQueue(from).DrainedAsync();
            Assert.Equal(0, await app.TerminateAsync());
            await new SaveBackup(app.BackDoor.Get<StorageConnection>(), TimeProvider.System)
                .ExecuteAsync(folder.FullName, _ => { }, default);
        }
        await using (var backDoor = App.BackDoorOf(to))
            await new RestoreBackup(backDoor.Get<StorageConnection>()).ExecuteAsync(folder.FullName, resume: false, _ => { }, default);

        await using var moved = await App.StartAsync(to);
        Assert.Equal(("Used", 3), await ShownAsync());
        (await moved.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await new UsageQueue(to).DrainedAsync();
        Assert.Equal(("Used", 4), await ShownAsync());
        (await moved.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        async Task<(string, long)> ShownAsync()
        {
            var shown = await ShownUsage.OfAsync(moved, caller, manager);
            return (shown.Status, shown.Requests);
        }
    }
}
