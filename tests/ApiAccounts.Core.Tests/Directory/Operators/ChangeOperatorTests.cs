using System.Text.Json;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Operators;

public sealed class ChangeOperatorTests : IAsyncLifetime
{
    private const string Old = "ada@partner.example";
    private const string New = "ada@new.example";

    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None, Address: "192.0.2.7");
    private static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 99, 0), "Root", Known.EveryGrant);

    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync()
    {
        var hashed = await app.Get<PasswordHashing>().HashAsync(Known.Password, default);
        Assert.True(hashed.TryGet(out var hash, out _));
        await app.Operators.KeepAsync(AnOperator.Active() with { PasswordHash = hash });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Only_the_given_members_change()
    {
        var fields = Fields("""{"IsOnDuty":true,"MobilePhone":"1"}""");
        Good(await ChangeAsync(new() { FullName = " Grace  Brewster Example ", UptrendsFields = fields }));
        Good(await ChangeAsync(new() { UptrendsFields = Fields("""{"MobilePhone":null}""") }));

        var kept = (await FindAsync()).Value;
        Assert.Equal(("Grace", "Brewster Example", Old, Old), (kept.FirstName, kept.LastName, kept.Email, kept.UserName));
        Assert.Equal("""{"IsOnDuty":true,"MobilePhone":null}""", kept.UptrendsFields);
        Assert.Equal(
            [
                """[{"field":"fullName","before":"Ada Example","after":"Grace Brewster Example"},{"field":"IsOnDuty"},{"field":"MobilePhone"}]""",
                """[{"field":"MobilePhone"}]""",
            ],
            app.Audit.Select(entry => entry.Changes?.ToString()));
        Assert.All(app.Audit, entry => Assert.Equal(
            (AuditAction.OperatorChanged, Known.OperatorId, Known.OperatorId, "192.0.2.7"),
            (entry.Action, entry.Subject, entry.Actor!.Value, entry.Address)));
    }

    [Fact]
    public async Task A_change_to_the_current_values_is_not_written()
    {
        var before = await FindAsync();
        Good(await ChangeAsync(new() { FullName = "Ada Example", Email = Old, AllowsPasswordSignIn = true }));
        Assert.Equal(before, await FindAsync());
    }

    [Fact]
    public async Task A_new_password_works_and_is_not_in_the_audit_trail()
    {
        Good(await ChangeAsync(new() { Password = "Another-Horse-8" }));
        Assert.Equal([new("password", null, "changed")], Assert.Single(app.Audit).Changes);
        Assert.True(await SignsInAsync(Old, "Another-Horse-8"));
        Assert.False(await SignsInAsync(Old));
    }

    [Theory]
    [InlineData("short-1A", "The password must be 12 to 40 characters long.")]
    [InlineData("x-ada@new.example-1X", "The password must not contain the user's name, e-mail address or id.")]
    public async Task A_password_is_checked_against_the_new_user_name(string password, string message) => Assert.Equal(
        message, (await ChangeAsync(new() { Email = New, Password = password })).Error!.Message);

    [Theory]
    [InlineData("", null, "The full name must not be empty.")]
    [InlineData("  ", null, "The full name must not be empty.")]
    [InlineData("A\nB", null, "The full name must not contain U+000A (a control character).")]
    [InlineData(null, "nobody", "The e-mail address must be a valid address of at most 254 characters.")]
    [InlineData(null, "", "The e-mail address must be a valid address of at most 254 characters.")]
    public async Task An_invalid_change_is_refused(string? fullName, string? email, string message)
    {
        var error = (await ChangeAsync(new() { FullName = fullName, Email = email })).Error!;
        Assert.Equal((ErrorKind.Invalid, message), (error.Kind, error.Message));
    }

    [Fact]
    public async Task The_Uptrends_fields_may_have_1000_characters_together()
    {
        string Json(int length) => $$"""{"MobilePhone":"{{new string('1', length - 18)}}"}""";
        Good(await ChangeAsync(new() { UptrendsFields = Fields(Json(1_000)) }));
        var error = (await ChangeAsync(new() { UptrendsFields = Fields("""{"IsOnDuty":true}""") })).Error!;
        Assert.Equal(
            (ErrorKind.Invalid, "The fields IsOnDuty, MobilePhone must have at most 1000 characters in total; they have 1016."),
            (error.Kind, error.Message));
    }

    [Fact]
    public async Task A_version_other_than_expected_is_a_conflict()
    {
        var version = (await FindAsync()).Version;
        Good(await ChangeAsync(new() { FullName = "Ada One" }, version));
        var error = (await ChangeAsync(new() { FullName = "Ada Two" }, version)).Error!;
        Assert.Equal(("changed_meanwhile", "Ada One"), (error.Code, (await FindAsync()).Value.FullName));
    }

    [Fact]
    public async Task A_change_is_applied_on_top_of_one_that_came_first()
    {
        app.Spy<IOperatorStore>().BeforeNext("Change", () => ChangeAsync(new() { AllowsPasswordSignIn = false }, caller: Administrator));
        Good(await ChangeAsync(new() { FullName = "Ada Two" }));
        var kept = (await FindAsync()).Value;
        Assert.Equal(("Ada Two", false), (kept.FullName, kept.AllowsPasswordSignIn));
    }

    [Fact]
    public async Task An_operator_cannot_allow_itself_to_sign_in_with_a_password()
    {
        Good(await ChangeAsync(new() { AllowsPasswordSignIn = false }, caller: Administrator));
        Good(await ChangeAsync(new() { FullName = "Ada Two", AllowsPasswordSignIn = false }));
        Assert.Equal(ErrorKind.Forbidden, (await ChangeAsync(new() { AllowsPasswordSignIn = true })).Error!.Kind);
    }

    [Fact]
    public async Task Only_the_operator_itself_and_callers_with_the_right_may_change_it()
    {
        var colleague = new Caller(AccountId.New(AccountKind.Operator, 42, 8, 0), "Bob", Grants.Of(Permission.ReadOperators));
        var stranger = new Caller(AccountId.New(AccountKind.Operator, 43, 7, 15), "Eve", Known.EveryGrant);
        Assert.Equal(Error.Forbidden, (await ChangeAsync(new(), caller: colleague)).Error);
        Assert.Equal(Error.NotFound("operator"), (await ChangeAsync(new(), caller: stranger)).Error);
        Assert.Equal(
            Error.NotFound("operator"), (await app.Get<ChangeOperator>().ExecuteAsync(
                Ada, AccountId.At(AccountKind.Operator, 42, 7, 15, 2), new(), null, default)).Error);
    }

    [Fact]
    public async Task A_new_email_address_becomes_the_user_name_and_releases_the_old_one()
    {
        Good(await ChangeAsync(new() { Email = New }));
        var kept = (await FindAsync()).Value;
        Assert.Equal((New, New), (kept.Email, kept.UserName));
        Assert.Null(await app.Operators.FindLoginAsync(LoginName.KeyOf(Old), default));
        Assert.True(await SignsInAsync(New));
        Assert.False(await SignsInAsync(Old));
        Good(await AddAsync(Old));
    }

    [Fact]
    public async Task Another_spelling_of_the_same_user_name_needs_no_login_row()
    {
        Good(await ChangeAsync(new() { Email = "Ada@Partner.Example" }));
        Assert.Equal("Ada@Partner.Example", (await FindAsync()).Value.UserName);
        Assert.True(await SignsInAsync(Old));
    }

    [Fact]
    public async Task The_user_name_of_another_operator_is_refused()
    {
        Good(await AddAsync(New));
        Assert.Equal("user_name_taken", (await ChangeAsync(new() { Email = New.ToUpperInvariant() })).Error!.Code);
        Assert.True(await SignsInAsync(Old));
    }

    [Fact]
    public async Task A_crash_before_the_operator_is_written_changes_nothing_and_holds_no_name()
    {
        await DieAfterAsync("ClaimLogin");
        Assert.True(await SignsInAsync(Old));
        Assert.False(await SignsInAsync(New));
        Good(await AddAsync(New));
        Assert.Equal("user_name_taken", (await ChangeAsync(new() { Email = New })).Error!.Code);
        Assert.True(await SignsInAsync(Old));
    }

    [Fact]
    public async Task A_change_can_be_retried_after_a_crash_before_the_operator_is_written()
    {
        await DieAfterAsync("ClaimLogin");
        Good(await ChangeAsync(new() { Email = New }));
        Assert.True(await SignsInAsync(New));
        Assert.False(await SignsInAsync(Old));
    }

    [Fact]
    public async Task A_crash_before_the_old_name_is_released_still_leaves_it_free()
    {
        await DieAfterAsync("Change");
        Assert.True(await SignsInAsync(New));
        Assert.False(await SignsInAsync(Old));
        Good(await AddAsync(Old));
        Assert.True(await SignsInAsync(New));
    }

    [Fact]
    public async Task Of_two_operators_that_want_a_name_the_one_that_replaces_the_claim_gets_it()
    {
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => Good(await AddAsync(New)));
        Assert.Equal("user_name_taken", (await ChangeAsync(new() { Email = New })).Error!.Code);
        Assert.True(await SignsInAsync(Old));
        Assert.NotEqual(Known.OperatorId, (await app.Operators.FindLoginAsync(LoginName.KeyOf(New), default))!.Value.Claimants[^1]);
    }

    [Fact]
    public async Task A_name_claimed_again_cannot_be_lost_to_one_that_found_it_unclaimed()
    {
        await DieAfterAsync("ClaimLogin");
        app.Spy<IOperatorStore>().BeforeNext("AddPending", async () => Good(await ChangeAsync(new() { Email = New })));
        Assert.Equal("user_name_taken", (await AddAsync(New)).Error!.Code);
        Assert.True(await SignsInAsync(New));
        Assert.Equal(Known.OperatorId, (await app.Operators.FindLoginAsync(LoginName.KeyOf(New), default))!.Value.Claimants[^1]);
    }

    [Fact]
    public async Task An_old_name_that_was_taken_back_in_the_meantime_stays_claimed()
    {
        app.Spy<IOperatorStore>().BeforeNext("RemoveLogin", async () => Good(await ChangeAsync(new() { Email = Old })));
        Good(await ChangeAsync(new() { Email = New }));
        Assert.True(await SignsInAsync(Old));
        Assert.False(await SignsInAsync(New));
    }

    [Fact]
    public async Task An_old_name_that_is_being_taken_back_stays_claimed()
    {
        var (hasClaimed, mayWrite) = (new TaskCompletionSource(), new TaskCompletionSource());
        Task<Result<Operator>>? back = null;
        app.Spy<IOperatorStore>().AfterNext("Change", BeginToTakeBackAsync);
        Good(await ChangeAsync(new() { Email = New }));
        mayWrite.SetResult();
        Good(await back!);
        Assert.True(await SignsInAsync(Old));

        async Task BeginToTakeBackAsync()
        {
            app.Spy<IOperatorStore>().BeforeNext("Change", WaitAsync);
            back = ChangeAsync(new() { Email = Old });
            await hasClaimed.Task;
        }

        Task WaitAsync()
        {
            hasClaimed.SetResult();
            return mayWrite.Task;
        }
    }

    [Fact]
    public async Task Exactly_one_of_many_operators_gets_a_name()
    {
        for (var number = 0; number < 20; number++) Good(await AddAsync($"user-{number}@partner.example"));
        var ids = await app.Operators.ListAsync(42, default).Where(
            found => found.Value.Id.UserId > 7).Select(found => found.Value.Id).ToListAsync();

        var results = await AtOnce.RunAsync(
            ids.Count, number => app.Get<ChangeOperator>().ExecuteAsync(Administrator, ids[number], new() { Email = New }, null, default));

        Assert.Single(results, result => result.Error is null);
        Assert.All(results.Where(result => result.Error is not null), result => Assert.Equal("user_name_taken", result.Error!.Code));
        var winner = Assert.Single(await app.Operators.ListAsync(42, default).Where(found => found.Value.UserName == New).ToListAsync());
        Assert.Contains(winner.Value.Id, (await app.Operators.FindLoginAsync(LoginName.KeyOf(New), default))!.Value.Claimants);
    }

    private Task<Result<Operator>> ChangeAsync(OperatorChanges changes, string? version = null, Caller? caller = null) =>
        app.Get<ChangeOperator>().ExecuteAsync(
            caller ?? Ada, Known.OperatorId, changes with { CurrentPassword = Known.Password }, version, default);

    private Task<Result<Versioned<Operator>>> AddAsync(string email) =>
        app.Get<AddOperator>().ExecuteAsync(Administrator, new() { FullName = "Someone Else", Email = email }, default);

    private async Task DieAfterAsync(string step)
    {
        app.Spy<IOperatorStore>().DieAfter(step);
        await Assert.ThrowsAsync<ProcessDiedException>(() => ChangeAsync(new() { Email = New }));
    }

    private async Task<Versioned<Operator>> FindAsync() => (await app.Operators.FindAsync(42, 7, default))!;

    private async Task<bool> SignsInAsync(string userName, string password = Known.Password) =>
        (await app.Get<SignInOperator>().ExecuteAsync(userName, password, null, default)).Error is null;

    private static IReadOnlyDictionary<string, JsonElement> Fields(string json) => UptrendsFields.Read(json);

    private static void Good<T>(Result<T> result) => Assert.Null(result.Error);
}
