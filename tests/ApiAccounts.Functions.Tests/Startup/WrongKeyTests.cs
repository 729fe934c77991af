using System.Text.Json;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Functions.Dialects.V1;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Storage;
using ApiAccounts.Storage.Backup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Functions.Tests.Startup;

/// <summary>An installation is not started with other keys than its own.</summary>
public sealed class WrongKeyTests : IAsyncLifetime
{
    private const string OtherKey = "YW5vdGhlciBzaWduaW5nIGtleSwgb2YgMzIgYnl0ZXM=";

    private const string WrongPepper =
        "Secrets__Peppers__1 is another key than this installation has used under the number 1: "
        + "set that key again, or give a new key a number that was not used before.";

    private const string WrongSigningKey =
        "Tokens__SigningKeys__1 is another key than this installation has used under the number 1: "
        + "set that key again, or give a new key a number that was not used before.";

    private StorageAccount account = null!;

    public async ValueTask InitializeAsync() => account = (await Azurite.SharedAsync()).NewAccount();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_wrong_pepper_or_signing_key_stops_the_start_and_a_new_number_does_not()
    {
        RegisteredAccount caller;
        await using (var app = await App.StartAsync(account)) caller = await app.RegisterAsync();

        var (exitCode, output) = await App.RunToEndAsync(account, ("Secrets__Peppers__1", OtherKey), ("Tokens__SigningKeys__1", OtherKey));

        Assert.Equal(1, exitCode);
        Assert.Equal([WrongPepper, WrongSigningKey], SentencesIn(output));
        Assert.DoesNotContain(OtherKey, output, StringComparison.Ordinal);

        await using var rotated = await App.StartAsync(account, ("Secrets__Peppers__2", OtherKey), ("Tokens__SigningKeys__2", OtherKey));
        (await rotated.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_restored_installation_is_not_started_with_other_keys()
    {
        var folder = Directory.CreateTempSubdirectory("keys");
        try
        {
            await using (var app = await App.StartAsync(account))
            {
                await new SaveBackup(app.BackDoor.Get<StorageConnection>(), TimeProvider.System)
                    .ExecuteAsync(folder.FullName, _ => { }, default);
            }
            var restored = (await Azurite.SharedAsync()).NewAccount();
            await using (var backDoor = App.BackDoorOf(restored))
                await new RestoreBackup(backDoor.Get<StorageConnection>()).ExecuteAsync(folder.FullName, resume: false, _ => { }, default);

            var (exitCode, output) = await App.RunToEndAsync(restored, ("Tokens__SigningKeys__1", OtherKey));

            Assert.Equal(1, exitCode);
            Assert.Equal([WrongSigningKey], SentencesIn(output));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_app_that_could_not_check_its_keys_at_the_start_is_not_ready_with_wrong_ones()
    {
        await using var first = App.BackDoorOf(account);
        await first.Get<StorageSetup>().CreateAsync(default);
        Assert.Equal((200, ""), await ReadyAsync(first));

        await using var other = new BackDoor(AppSettings.For(account, ("Secrets__Peppers__1", OtherKey)));
        var (status, body) = await ReadyAsync(other);

        Assert.Equal(503, status);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal("wrong_keys", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(WrongPepper, problem.RootElement.GetProperty("detail").GetString());
    }

    private static async Task<(int Status, string Body)> ReadyAsync(BackDoor app)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;
        var answer = await new HealthFunctions(app.Get<StorageReadiness>(), app.Get<CheckKeys>()).HealthReady(http.Request, default);
        await answer.ExecuteAsync(http);
        return (http.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private static IEnumerable<string> SentencesIn(string output) =>
        output.Split('\n').Where(line => line.Contains("is another key", StringComparison.Ordinal) && line[0] != ' ');
}
