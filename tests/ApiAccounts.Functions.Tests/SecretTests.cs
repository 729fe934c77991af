using System.Text;
using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests;

/// <summary>An app that logs all that it can.</summary>
public sealed class LoggingEverything() : AppFixture(
    ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"));

/// <summary>A password is in the answer that made it and nowhere else, ever.</summary>
public sealed class SecretTests(LoggingEverything fixture) : IClassFixture<LoggingEverything>
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task A_password_is_in_no_later_answer()
    {
        var account = await app.RegisterAsync();
        var created = (await app.As(account).PostJsonAsync("/v4/ApiUser", Body(account, "Other"))).Is(HttpStatusCode.Created);
        string[] passwords = [account.Password, created.Text("Password")];

        foreach (var later in await UseAsync(account, created.Text("ApiUserGuid")))
        {
            Assert.All(passwords, password => Assert.DoesNotContain(password, later.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("v1.1.", later.ToString(), StringComparison.Ordinal); // nor a hash
        }
    }

    [Fact]
    public async Task A_password_is_in_no_row_of_any_table()
    {
        var account = await app.RegisterAsync();
        var created = (await app.As(account).PostJsonAsync("/v4/ApiUser", Body(account, "Other"))).Is(HttpStatusCode.Created);
        await UseAsync(account, created.Text("ApiUserGuid"));

        var tables = await RawTables.ReadAsync(app.Account);

        Assert.Contains("Accounts", tables.Keys);
        Assert.Contains("Logins", tables.Keys);
        Assert.Contains(account.ApiUserGuid, tables["Accounts"], StringComparison.Ordinal);
        foreach (var secret in (string[])[account.Password, created.Text("Password"), App.AdministratorPassword, App.Pepper])
        {
            foreach (var form in FormsOf(secret))
                Assert.All(tables.Values, rows => Assert.DoesNotContain(form, rows, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task What_is_kept_of_an_API_users_password_is_a_hash_with_the_number_of_its_key()
    {
        var account = await app.RegisterAsync();

        var rows = JsonElement.Parse((await RawTables.ReadAsync(app.Account))["Accounts"]).GetProperty("value").EnumerateArray();

        var kept = Assert.Single(rows, row => row.TryGetProperty("Id", out var id) && id.GetString() == account.ApiUserGuid);
        Assert.Matches("^v1\\.1\\.[A-Za-z0-9_-]{43}$", kept.GetProperty("SecretHash").GetString());
    }

    [Fact]
    public async Task No_token_is_in_a_table_or_logged_nor_its_key()
    {
        var account = await app.RegisterAsync();
        var first = await app.SignInAsync();
        var second = SignedIn.Of(await RefreshAsync(first.RefreshToken));
        var byClient = (await app.Anonymous.PostFormAsync(
            "/oauth/token", (
                "grant_type", "client_credentials"), ("client_id", account.UserName), ("client_secret",
                account.Password))).Text("access_token");
        await app.Anonymous.WithToken(second.AccessToken).GetAsync("/v4/Operator");
        await app.Anonymous.WithToken(first.RefreshToken).GetAsync("/verify");
        await RefreshAsync(second.RefreshToken + "x");
        await app.As(account).PostFormAsync("/oauth/introspect", ("token", second.RefreshToken));
        await app.Anonymous.PostFormAsync("/oauth/revoke", ("client_id", "console"), ("token", second.RefreshToken));

        var tables = await RawTables.ReadAsync(app.Account);
        Assert.Contains("Tokens", tables.Keys);
        string[] tokens = [first.AccessToken, first.RefreshToken, second.AccessToken, second.RefreshToken, byClient];
        string[] secrets = [.. tokens.Select(token => token.Split('.')[2]), account.Password, App.AdministratorPassword, App.SigningKey];
        foreach (var secret in secrets)
        {
            foreach (var form in FormsOf(secret))
            {
                Assert.All(tables.Values, rows => Assert.DoesNotContain(form, rows, StringComparison.Ordinal));
                Assert.DoesNotContain(form, app.Output, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task No_secret_is_logged()
    {
        var account = await app.RegisterAsync();
        var created = (await app.As(account).PostJsonAsync("/v4/ApiUser", Body(account, "Other"))).Is(HttpStatusCode.Created);
        await UseAsync(account, created.Text("ApiUserGuid"));
        const string Mistyped = "Correct-Horse-42X-mistyped";
        (await app.AsOperator(App.AdministratorName, Mistyped).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        (await app.AsOperator(account.UserName, Mistyped).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);

        Assert.Contains("dbug: ", app.Output, StringComparison.Ordinal); // else little would be logged
        string[] secrets = [account.Password, created.Text("Password"), App.AdministratorPassword, Mistyped, App.Pepper, app.Account.Key];
        foreach (var secret in secrets)
        {
            foreach (var form in FormsOf(secret)) Assert.DoesNotContain(form, app.Output, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.UserName}:{account.Password}")), app.Output, StringComparison.Ordinal);
    }

    private static string Body(RegisteredAccount account, string description) =>
        $$"""{"OperatorGuid":"{{account.OperatorGuid}}","Description":"{{description}}"}""";

    private Task<Answer> RefreshAsync(string token) =>
        app.Anonymous.PostFormAsync("/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>As it is, and as bytes that a table writes in base64.</summary>
    private static string[] FormsOf(string secret) => [secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..^4]];

    /// <summary>All that can be done with an account after it was made.</summary>
    private async Task<IReadOnlyList<Answer>> UseAsync(RegisteredAccount account, string otherGuid)
    {
        var caller = app.As(account);
        return
        [
            await caller.GetAsync("/v4/ApiUser"),
            await caller.GetAsync($"/v4/ApiUser/{account.ApiUserGuid}"),
            await caller.GetAsync($"/v4/ApiUser/{otherGuid}"),
            await caller.GetAsync($"/v4/ApiUser/Operator/{account.OperatorGuid}"),
            await caller.PutJsonAsync($"/v4/ApiUser/{otherGuid}", Body(account, "Changed")),
            await caller.PutJsonAsync($"/v4/ApiUser/{otherGuid}", "{"),
            await caller.PostJsonAsync("/v4/ApiUser", Body(account, new('d', 256))),
            await caller.GetAsync("/verify"),
            await caller.GetAsync("/nothing"),
            await caller.PostAsync("/v4/Register"),
            await caller.DeleteAsync($"/v4/ApiUser/{otherGuid}"),
            await caller.GetAsync($"/v4/ApiUser/{otherGuid}"),
        ];
    }
}
