using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

[Collection<UptrendsApp>]
public sealed class RegisterTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task Registering_answers_the_user_name_and_password_of_a_new_API_account()
    {
        var answer = await app.Administrator.PostAsync("/v4/Register");

        answer.Is(HttpStatusCode.Created);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal(["UserName", "Password", "AccountId", "OperatorName", "status"], Answer.Names(answer.Json));
        Assert.Matches("^[0-9A-Z]{27}$", answer.Text("UserName"));
        Assert.Matches("^apiacc_[0-9A-Za-z]{49}$", answer.Text("Password"));
        Assert.Equal("1", answer.Text("AccountId"));
        Assert.Equal("First Administrator", answer.Text("OperatorName"));
        Assert.Equal("OK", answer.Text("status"));
    }

    [Fact]
    public async Task What_was_registered_works_and_is_listed()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);

        var list = await app.As(account).GetAsync("/v4/ApiUser");

        list.Is(HttpStatusCode.OK);
        var listed = Assert.Single(list.Json.EnumerateArray());
        Assert.Equal(account.UserName, listed.GetProperty("UserName").GetString());
        Assert.Equal(@operator.OperatorGuid, listed.GetProperty("OperatorGuid").GetString());
    }

    [Fact]
    public async Task Each_registration_makes_another_account()
    {
        var one = await app.RegisterAsync();
        var other = await app.RegisterAsync();

        Assert.NotEqual(one.UserName, other.UserName);
        Assert.NotEqual(one.Password, other.Password);
        (await app.As(one).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await app.As(other).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", "API")]
    [InlineData("?description=Nightly%20export", "Nightly export")]
    [InlineData("?description=Nightly+export", "Nightly export")]
    [InlineData("?Description=Night", "Night")]
    [InlineData("?description=Z%C3%BCrich%20%E2%98%82%20%F0%9F%98%80", "Zürich ☂ 😀")]
    [InlineData("?description=", "")]
    [InlineData("?description=%3Cb%3E%22%27%26", "<b>\"'&")]
    public async Task The_description_is_the_one_given_or_API(string query, string expected)
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var registered = (await app.AsOperator(@operator).PostAsync("/v4/Register" + query)).Is(HttpStatusCode.Created);

        var list = await Registered(registered, @operator).GetAsync("/v4/ApiUser");

        Assert.Equal(expected, Assert.Single(list.Json.EnumerateArray()).GetProperty("Description").GetString());
    }

    [Fact]
    public async Task A_description_may_have_255_characters()
    {
        (await app.Administrator.PostAsync("/v4/Register?description=" + new string('d', 255))).Is(HttpStatusCode.Created);

        var refused = await app.Administrator.PostAsync("/v4/Register?description=" + new string('d', 256));

        refused.Is(HttpStatusCode.Forbidden);
        Assert.Equal("The description must have at most 255 characters; it has 256.", refused.UptrendsMessage);
    }

    [Theory]
    [InlineData("a%00b", "U+0000 (a control character)")]
    [InlineData("a%07b", "U+0007 (a control character)")]
    [InlineData("a%0Ab", "U+000A (a control character)")]
    [InlineData("a%0D%0Ab", "U+000D (a control character)")]
    [InlineData("a%7Fb", "U+007F (a control character)")]
    [InlineData("a%C2%85b", "U+0085 (a control character)")]
    public async Task A_description_must_not_have_unseen_characters(string description, string named)
    {
        var refused = await app.Administrator.PostAsync("/v4/Register?description=" + description);

        refused.Is(HttpStatusCode.Forbidden);
        Assert.Equal($"The description must not contain {named}.", refused.UptrendsMessage);
    }

    [Fact]
    public async Task An_administrator_may_register_for_another_operator()
    {
        var other = await app.BackDoor.NewOperatorAsync();

        var registered = (await app.Administrator.PostAsync($"/v4/Register?operatorGuid={other.OperatorGuid}")).Is(HttpStatusCode.Created);

        Assert.Equal("Test Operator", registered.Text("OperatorName"));
        var list = await Registered(registered, other).GetAsync("/v4/ApiUser");
        Assert.Equal(other.OperatorGuid, Assert.Single(list.Json.EnumerateArray()).GetProperty("OperatorGuid").GetString());
    }

    [Fact]
    public async Task A_GUID_may_be_in_upper_case()
    {
        var other = await app.BackDoor.NewOperatorAsync();

        var registered = await app.Administrator.PostAsync($"/v4/Register?operatorGuid={other.OperatorGuid.ToUpperInvariant()}");

        registered.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_plain_operator_may_register_for_itself_only()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var other = await app.BackDoor.NewOperatorAsync();

        (await app.AsOperator(@operator).PostAsync($"/v4/Register?operatorGuid={@operator.OperatorGuid}")).Is(HttpStatusCode.Created);

        var refused = await app.AsOperator(@operator).PostAsync($"/v4/Register?operatorGuid={other.OperatorGuid}");
        refused.Is(HttpStatusCode.Forbidden);
        Assert.Equal("The caller does not have the right to do this.", refused.UptrendsMessage);
    }

    [Fact]
    public async Task Another_partners_operator_does_not_exist()
    {
        var foreign = await app.BackDoor.NewPartnerAsync();

        var refused = await app.Administrator.PostAsync($"/v4/Register?operatorGuid={foreign.OperatorGuid}");

        refused.Is(HttpStatusCode.NotFound);
        Assert.Equal("There is no such operator.", refused.UptrendsMessage);
    }

    [Fact]
    public async Task An_operator_that_is_not_there_is_not_found()
    {
        var existing = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync();
        var pending = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.SetAsync(pending, "Status", "Pending");
        string[] guids =
        [
            "01234567-89ab-4cde-8f01-23456789abcd", // a GUID, and none of ours
            "01234567-89ab-8cde-8f01-23456789abcd", // the right version of UUID, and a kind that there is not
            AccountId.New(AccountKind.Operator, 1, 4_000_000_000, 1).ToString(),
            AccountId.New(AccountKind.Operator, 1, existing.Id.UserId, existing.Id.Bucket).ToString(), // a guess at the rest
            account.ApiUserGuid,
            pending.OperatorGuid,
        ];

        foreach (var guid in guids)
        {
            var refused = await app.Administrator.PostAsync($"/v4/Register?operatorGuid={guid}");
            refused.Is(HttpStatusCode.NotFound);
            Assert.Equal("There is no such operator.", refused.UptrendsMessage);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0123456789ab4cde8f0123456789abcd")]
    [InlineData("%7B01234567-89ab-4cde-8f01-23456789abcd%7D")]
    [InlineData("01234567-89ab-4cde-8f01-23456789abcg")]
    [InlineData("01234567-89ab-4cde-8f01-23456789abcd%00")]
    public async Task A_garbled_operator_GUID_is_a_bad_request(string text)
    {
        var refused = await app.Administrator.PostAsync($"/v4/Register?operatorGuid={text}");

        refused.Is(HttpStatusCode.BadRequest);
        Assert.Equal("The GUID of the operator must have the form 01234567-89ab-8def-8123-456789abcdef.", refused.UptrendsMessage);
    }

    [Fact]
    public async Task A_body_is_not_read()
    {
        (await app.Administrator.PostJsonAsync("/v4/Register", "{ this is not JSON")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_refused_registration_makes_nothing()
    {
        var partner = await app.BackDoor.NewPartnerAsync();
        (await app.AsOperator(partner).PostAsync("/v4/Register?description=%07")).Is(HttpStatusCode.Forbidden);
        (await app.AsOperator(partner).PostAsync("/v4/Register?operatorGuid=nonsense")).Is(HttpStatusCode.BadRequest);
        var account = await app.RegisterAsync(partner);

        var list = await app.As(account).GetAsync("/v4/ApiUser");

        Assert.Equal(account.UserName, Assert.Single(list.Json.EnumerateArray()).GetProperty("UserName").GetString());
    }

    [Fact]
    public async Task An_operator_left_pending_is_completed_when_it_signs_in()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.SetAsync(@operator, "Status", "Pending");

        (await app.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        var found = await app.BackDoor.Get<IOperatorStore>().FindAsync(@operator.Pid, @operator.Id.UserId, default);
        Assert.Equal(OperatorStatus.Active, found!.Value.Status);
    }

    private ApiClient Registered(Answer answer, SeededOperator @operator) =>
        app.As(RegisteredAccount.Of(answer.Text("UserName"), answer.Text("Password"), @operator.OperatorGuid));
}
