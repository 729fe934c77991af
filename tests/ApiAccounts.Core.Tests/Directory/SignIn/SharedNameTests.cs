using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.SignIn;

/// <summary>One user name in several partners.</summary>
public sealed class SharedNameTests : IAsyncLifetime
{
    private const string Name = "ada@partner.example";

    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync()
    {
        for (var pid = 1u; pid <= 20; pid++) await app.Operators.AddPartnerAsync(new(pid, "A partner", [], 0, 0), default);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(Name)]
    [InlineData("ada")]
    public async Task Each_signs_in_with_its_own_password_while_nobody_has_proven_the_name(string name)
    {
        foreach (var pid in new uint[] { 1, 2, 3 }) await CreateAsync(pid, name);

        Assert.Equal(
            (1u, 2u, 3u, null), (await PidAsync("Password-of-1", name), await PidAsync("Password-of-2", name),
                await PidAsync("Password-of-3", name), await PidAsync("Password-of-4", name)));
    }

    [Fact]
    public async Task Only_those_with_a_proof_sign_in_once_there_is_one()
    {
        var (first, second, third) = (await CreateAsync(1), await CreateAsync(2), await CreateAsync(3));
        await ProveAsync(second);
        await CreateAsync(4); // after the proof

        Assert.Equal(
            (null, 2u, null), (await PidAsync("Password-of-1"), await PidAsync("Password-of-2"), await PidAsync("Password-of-4")));
        Assert.Equal(1u, await PidAsync("Password-of-1", "renamed-1-1"));
        Assert.Equal("renamed-1-3", (await app.Operators.FindAsync(third.Id, default))!.Value.UserName);
        Assert.Equal(
            [(first.Id, Name, "renamed-1-1"), (third.Id, Name, "renamed-1-3")],
            app.Audit.Where(entry => entry.Action == AuditAction.UserNameYielded)
                .Select(entry => (entry.Subject, entry.Changes![0].Before!, entry.Changes[0].After!)).OrderBy(entry => entry.Subject.Pid));
    }

    [Fact]
    public async Task Two_accounts_that_have_both_proven_the_name_share_it()
    {
        await ProveAsync(await CreateAsync(1));
        await ProveAsync(await CreateAsync(2));
        Assert.Equal((1u, 2u), (await PidAsync("Password-of-1"), await PidAsync("Password-of-2")));
    }

    [Fact]
    public async Task A_password_of_ones_own_does_not_clear_the_failures_of_a_shared_name()
    {
        await CreateAsync(1);
        await CreateAsync(2);
        for (var guess = 0; guess < 4; guess++)
        {
            Assert.Null(await PidAsync("A guess at 2"));
            Assert.Equal(1u, await PidAsync("Password-of-1"));
        }

        Assert.Null(await PidAsync("A guess at 2"));
        Assert.Equal("sign_in_locked", (await SignInAsync("Password-of-1", Name)).Error?.Code);
        Assert.Equal(
            [1u, 2u], app.Audit.Where(entry => entry.Action == AuditAction.SignInLocked).Select(entry => entry.Subject.Pid).Order());
    }

    [Fact]
    public async Task The_current_password_does_not_clear_them_either()
    {
        var mine = await CreateAsync(1);
        await CreateAsync(2);
        for (var guess = 0; guess < 4; guess++) Assert.Null(await PidAsync("A guess at 2"));
        var caller = new Caller(mine.Id, "Ada", Known.EveryGrant);
        Assert.Null((await app.Get<ChangeOperator>().ExecuteAsync(
            caller, mine.Id, new() { Email = "other@partner.example", EmailIsUserName = false, CurrentPassword = "Password-of-1" }, null,
            default)).Error);

        Assert.Null(await PidAsync("A guess at 2"));
        Assert.Equal("sign_in_locked", (await SignInAsync("Password-of-2", Name)).Error?.Code);
    }

    [Fact]
    public async Task A_name_given_up_stays_that_of_the_others()
    {
        var first = await CreateAsync(1);
        await CreateAsync(2);
        var caller = new Caller(first.Id, "Ada", Known.EveryGrant);
        Assert.Null((await app.Get<ChangeOperator>().ExecuteAsync(
            caller, first.Id, new() { UserName = "eve", CurrentPassword = "Password-of-1" }, null, default)).Error);

        Assert.Equal((null, 2u), (await PidAsync("Password-of-1"), await PidAsync("Password-of-2")));
        Assert.Equal(2u, Assert.Single((await LoginAsync())!.Claimants).Pid);
    }

    [Fact]
    public async Task A_name_of_too_many_is_not_refused_and_their_list_stays_bounded()
    {
        for (var pid = 1u; pid <= 20; pid++) await CreateAsync(pid);
        Assert.Equal(Enumerable.Range(1, 16).Select(pid => (uint)pid), (await LoginAsync())!.Claimants.Select(id => id.Pid));

        var last = (await app.Operators.FindAsync(20, 1, default))!;
        await ProveAsync(last.Value);
        Assert.Equal((20u, null), (await PidAsync("Password-of-20"), await PidAsync("Password-of-1")));
    }

    [Fact]
    public async Task A_creation_reads_and_writes_the_same_whatever_other_partners_have()
    {
        var free = await StepsAsync(1, "free@partner.example");
        await CreateAsync(2);
        var claimed = await StepsAsync(3, Name);
        await ProveAsync((await app.Operators.FindAsync(2, 1, default))!.Value);
        var proven = await StepsAsync(4, Name);

        Assert.Equal(free, claimed);
        Assert.Equal(free, proven);
        Assert.Equal(
            ["FindPartner", "FindPartner", "FindName", "FindName", "AddPending", "FindLogin", "ClaimLogin", "Find", "Activate"], free);
    }

    private async Task<IReadOnlyList<string>> StepsAsync(uint pid, string name)
    {
        var before = app.Spy<IOperatorStore>().CallCount;
        await CreateAsync(pid, name);
        return [.. app.Spy<IOperatorStore>().Calls.Skip(before).Select(call => call.Step)];
    }

    private async Task<Operator> CreateAsync(uint pid, string name = Name)
    {
        var request = new NewOperator(name, Name, $"Password-of-{pid}") { FirstName = "Ada" };
        return (await app.Get<CreateOperator>().ExecuteAsync(pid, request, caller: null, default)).TryGet(out var created, out var error)
            ? created
            : throw new InvalidOperationException(error.Message);
    }

    /// <summary>As whoever opened a mailed link, or replaced a mailed password.</summary>
    private async Task ProveAsync(Operator @operator)
    {
        var current = (await app.Operators.FindAsync(@operator.Id, default))!;
        var proven = current.Value.WithConfirmedEmail();
        await app.Get<YieldNames>().ExecuteAsync(proven, default);
        var entry = app.Get<AuditEntries>().New(AuditAction.EmailConfirmed, proven.Id, caller: null);
        Assert.True(await app.Operators.WriteAsync(new(current with { Value = proven }, entry), default));
    }

    private async Task<Login?> LoginAsync() => (await app.Operators.FindLoginAsync(LoginName.KeyOf(Name), default))?.Value;

    private Task<Result<SignedInOperator>> SignInAsync(string password, string name) =>
        app.Get<SignInOperator>().ExecuteAsync(name, password, null, default);

    private async Task<uint?> PidAsync(string password, string name = Name) =>
        (await SignInAsync(password, name)).TryGet(out var signedIn, out _) ? signedIn.Operator.Id.Pid : null;
}
