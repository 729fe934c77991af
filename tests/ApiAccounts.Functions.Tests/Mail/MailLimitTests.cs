using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>At most 3 mails an address and hour, of all kinds, over all instances.</summary>
public sealed class MailLimitTests
{
    private const string Sentence = "At most 3 mails an hour and 20 a day go to one address. Try again later.";

    [Fact]
    public async Task The_fourth_mail_to_a_mailbox_in_an_hour_is_refused_on_every_instance()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var folder = Directory.CreateTempSubdirectory("mails").FullName;
        (string, string?)[] settings = [("Mail__Folder", folder), ("Mail__From", "accounts@saas.example")];
        await using var one = await App.StartAsync(account, settings);
        await using var other = await App.StartAsync(account, settings);
        var manager = await one.RegisterAsync();
        var manages = one.As(manager);
        var first = await one.BackDoor.NewOperatorAsync();
        await one.BackDoor.SetAsync(first, "Email", "target@demo.example");
        var resets = other.As(await one.RegisterAsync(first));

        (await resets.PostAsync("/v1/users/self/reset-password")).Is(HttpStatusCode.OK);
        (await InviteAsync("Target+1@demo.example")).Is(HttpStatusCode.Created);
        (await CreateAsync("target+2@DEMO.example")).Is(HttpStatusCode.Created);

        var refused = await resets.PostAsync("/v1/users/self/reset-password");
        Problem.Is(refused, HttpStatusCode.TooManyRequests, "Too Many Requests", "too_many_mails", Sentence);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 3_500, 3_600);
        (await InviteAsync("target+3@demo.example")).Is(HttpStatusCode.TooManyRequests);
        (await CreateAsync("target+4@demo.example")).Is(HttpStatusCode.TooManyRequests);
        (await CreateAsync("somebody-else@demo.example")).Is(HttpStatusCode.Created);
        await Eventually.Async(() => Task.FromResult(Directory.GetFiles(folder, "*.eml").Length == 4), "the mails were sent");

        // Nothing is left of an operator that was refused.
        (await manages.PostJsonAsync(
            "/v4/Operator",
            """{"FullName":"A B","Email":"target+4@demo.example","Password":"Battery-Staple-7"}""")).Is(HttpStatusCode.Created);
        Assert.Contains("The mail EmailConfirmation to operator ", one.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);

        Task<Answer> InviteAsync(string email) => manages.PostJsonAsync(
            "/api/v1/invitations", $$"""{"email":"{{email}}","firstName":"A","lastName":"B"}""");

        Task<Answer> CreateAsync(string email) => manages.PostJsonAsync(
            "/v4/Operator", $$"""{"FullName":"A B","Email":"{{email}}"}""");
    }

    [Fact]
    public async Task An_operator_cannot_make_one_stranger_after_the_other_confirm_its_address()
    {
        var folder = Directory.CreateTempSubdirectory("mails").FullName;
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(), ("Mail__Folder", folder), ("Mail__From", "accounts@saas.example"));
        var itself = await app.BackDoor.NewOperatorAsync();
        var api = app.As(await app.RegisterAsync(itself));
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((int)(await api.PutJsonAsync(
                "/v1/self/update",
                $$"""{"email":"stranger-{{i}}@demo.example","currentPassword":"{{itself.Password}}"}""")).Status);
        }

        Assert.Equal([200, 200, 200, 429], statuses);
        Assert.Equal("stranger-2@demo.example", (await api.GetAsync("/v1/users/self")).Is(HttpStatusCode.OK).Text("email"));
        Directory.Delete(folder, recursive: true);
    }
}
