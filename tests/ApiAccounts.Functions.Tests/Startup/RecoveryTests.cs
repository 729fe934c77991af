using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Startup;

/// <summary>A setting lets a lost administrator in again, once for each of its values.</summary>
public sealed class RecoveryTests
{
    private const string Temporary = "Lost-and-Found-1";
    private const string Chosen = "Another-Staple-8";

    [Fact]
    public async Task A_locked_operator_is_an_administrator_again_once_for_each_value()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        SeededOperator lost;
        await using (var first = await App.StartAsync(account))
        {
            lost = await first.BackDoor.NewOperatorAsync();
            await first.BackDoor.SetAsync(lost, "Status", "Locked");
            await first.BackDoor.SetAsync(lost, "ExpiresAt", DateTimeOffset.UtcNow.AddDays(-1));
            await first.BackDoor.SetAsync(lost, "PasswordCeiling", "ReadOperators");
        }

        (string, string?)[] settings =
            [("Bootstrap__RecoverAdmin", $"{lost.UserName}:1"), ("Bootstrap__RecoverPassword", Temporary)];
        var apps = await Task.WhenAll(App.StartAsync(account, settings), App.StartAsync(account, settings));
        await using (var one = apps[0])
        await using (var other = apps[1])
        {
            var mustChange = one.Anonymous.WithToken((await one.SignInAsync(lost.UserName, Temporary)).AccessToken);
            (await mustChange.GetAsync("/v4/Operator")).Is(HttpStatusCode.Forbidden);
            (await mustChange.PutJsonAsync(
                "/v1/self/update-password", $$"""{"oldPassword":"{{Temporary}}","newPassword":"{{Chosen}}"}""")).Is(HttpStatusCode.OK);
            Assert.Single(await AuditAsync(one));
            var sentence = $"{lost.UserName} ({lost.OperatorGuid}) is an administrator with a temporary password again";
            await Eventually.Async(
                () => Task.FromResult(apps.Count(app => app.Output.Contains(sentence, StringComparison.Ordinal)) == 1),
                "the instance that did it says so");
            var partner = Assert.Single(await one.BackDoor.RowsAsync("00000001"), row => row.RowKey == "partner");
            Assert.Equal(2, partner.GetInt32("Administrators"));
        }

        await using (var again = await App.StartAsync(account, settings))
        {
            var signedIn = again.Anonymous.WithToken((await again.SignInAsync(lost.UserName, Chosen)).AccessToken);
            (await signedIn.GetAsync("/api/v1/unconfirmed-credentials")).Is(HttpStatusCode.OK); // which needs an administrator
            Assert.Single(await AuditAsync(again));
        }

        settings[0].Item2 = $"{lost.UserName}:2";
        await using var next = await App.StartAsync(account, settings);
        (await next.AsOperator(lost.UserName, Chosen).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(2, (await AuditAsync(next)).Count);
        Assert.All(await AuditAsync(next), row => Assert.Null(row.GetString("Actor")));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_told_and_the_app_starts()
    {
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(),
            ("Bootstrap__RecoverAdmin", "nobody@demo.example:1"), ("Bootstrap__RecoverPassword", Temporary));
        const string Sentence = "The operator of Bootstrap__RecoverAdmin was not let in again: There is no such operator.";
        await Eventually.Async(() => Task.FromResult(app.Output.Contains(Sentence, StringComparison.Ordinal)), "the log says so");
    }

    private static async Task<IReadOnlyList<Azure.Data.Tables.TableEntity>> AuditAsync(App app) =>
        [.. (await app.BackDoor.RowsAsync("00000001")).Where(row => row.GetString("Action") == "AdministratorRecovered")];
}
