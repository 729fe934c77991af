using System.Globalization;
using System.Text.RegularExpressions;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>Warnings of what expires, by several instances, over a real mail server.</summary>
public sealed partial class WarningTests
{
    private const int Many = 49;

    [Fact]
    public async Task Two_instances_at_once_send_each_warning_once()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var server = await MailServer.StartAsync();
        await using var one = await App.StartAsync(account, MailServer.Settings(server.Port));
        await using var other = await App.StartAsync(account, MailServer.Settings(server.Port));
        var apiUsers = await RegisterAsync(one, Many, DateTimeOffset.UtcNow.AddDays(6));

        await Task.WhenAll(WarnAsync(one), WarnAsync(other), WarnAsync(one), WarnAsync(other));
        await Eventually.Async(
            () => Task.FromResult(Given(one) + Given(other) == Many && server.Mails.Count == Many), "each API user's mail has arrived");
        await Task.WhenAll(WarnAsync(one), WarnAsync(other));
        await Eventually.Async(() => Task.FromResult(Runs(one) == 3 && Runs(other) == 3), "both have looked again");

        Assert.All(server.Mails,
            mail => Assert.Equal((App.AdministratorName, "An API user expires soon"), (Assert.Single(mail.To), mail.Subject)));
        Assert.Equal(apiUsers.Order(), server.Mails.Select(mail => UserName().Match(mail.Text).Value).Order());
        Assert.Equal((Many, 0), (await CountAsync(one, "warning|"), await CountAsync(one, "mail|")));
    }

    [Fact]
    public async Task An_instance_that_is_killed_over_it_leaves_no_warning_out_and_none_twice()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var settings = MailServer.Settings(FreePort.Next()); // nobody listens there: what is to be sent stays
        await using var killed = await App.StartAsync(account, settings);
        var soon = DateTimeOffset.UtcNow.AddHours(20);
        for (var i = 0; i < 4; i++) await RegisterAsync(killed, Many, soon);
        await WarnAsync(killed);
        await Eventually.Async(async () => await CountAsync(killed, "warning|") > 0, "some were warned");
        await killed.KillAsync();

        await using var next = await App.StartAsync(account, settings);
        await WarnAsync(next);
        await Eventually.Async(() => Task.FromResult(Runs(next) == 1), "the next one has warned the others");

        Assert.Equal((4 * Many, 4 * Many), (await CountAsync(next, "warning|"), await CountAsync(next, "mail|")));
        var audit = (await next.BackDoor.RowsAsync("00000001")).Where(row => row.GetString("Action") == "ExpiryWarned")
            .Select(row => row.GetString("Changes"));
        Assert.Equal(4 * Many, audit.Distinct().Count());
        Assert.Equal(4 * Many, audit.Count());
    }

    /// <returns>The user names of API users of the administrator.</returns>
    private static async Task<IReadOnlyList<string>> RegisterAsync(App app, int count, DateTimeOffset expiresAt)
    {
        var manager = await app.RegisterAsync();
        var add = string.Join(
            ',', Enumerable.Repeat($$"""{"description":"soon over","expiresAt":"{{expiresAt:yyyy-MM-ddTHH:mm:ssZ}}"}""", count));
        var saved = await app.As(manager).PostJsonAsync(
            $"/api/v1/operators/{manager.OperatorGuid}/api-users/changes", $$"""{"add":[{{add}}]}""");
        var added = saved.Is(HttpStatusCode.OK).Json.GetProperty("added").EnumerateArray();
        return [.. added.Select(apiUser => apiUser.GetProperty("userName").GetString()!)];
    }

    private static Task WarnAsync(App app) => app.Anonymous.RunTimerAsync("TimerWarnOfExpiry");

    private static async Task<int> CountAsync(App app, string rowKeyPrefix) =>
        (await app.BackDoor.RowsAsync("00000001")).Count(row => row.RowKey.StartsWith(rowKeyPrefix, StringComparison.Ordinal));

    private static int Given(App app) =>
        Line().Matches(app.Output).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    private static int Runs(App app) => Line().Count(app.Output);

    [GeneratedRegex(@"Enqueued (\d+) expiry warnings\.")]
    private static partial Regex Line();

    [GeneratedRegex("[0-9A-Z]{27}")]
    private static partial Regex UserName();
}
