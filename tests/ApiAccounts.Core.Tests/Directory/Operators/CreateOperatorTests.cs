using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Operators;

public sealed class CreateOperatorTests : IAsyncLifetime
{
    private const uint Pid = 42;
    private static readonly Caller Administrator = new(
        AccountId.New(AccountKind.Operator, Pid, 99, 0), "Root", Known.EveryGrant, Address: "192.0.2.7");
    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.Operators.AddPartnerAsync(new(Pid, "A partner", [], 0, 0), default);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_created_operator_is_active_and_has_its_user_name_userId_and_bucket()
    {
        var made = Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), Administrator, default));

        Assert.Equal((AccountKind.Operator, Pid, 1u, 10), (made.Id.Kind, made.Id.Pid, made.Id.UserId, made.Id.Bucket)); // 42 of 16 buckets
        Assert.Equal(OperatorStatus.Active, made.Status);
        Assert.Equal(Known.Now, made.CreatedAt);
        Assert.Equal(made, (await app.Operators.FindAsync(Pid, 1, default))!.Value);
        Assert.Equal(made.Id, (await LoginAsync("ada"))!.Claimants[^1]);
        var partner = await app.Operators.PartnerAsync(Pid);
        Assert.Equal((1u, 0), (partner.LastUserId, partner.Administrators));
        Assert.Equal([10], partner.Buckets);

        var entry = Assert.Single(app.Audit);
        Assert.Equal(
            (AuditAction.OperatorCreated, made.Id, Administrator.Operator, "192.0.2.7"),
            (entry.Action, entry.Subject, entry.Actor!.Value, entry.Address));
    }

    [Fact]
    public async Task Only_administrators_are_counted()
    {
        Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default));
        Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { UserName = "root", IsAdministrator = true }, null, default));
        Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { UserName = "root2", IsAdministrator = true }, null, default));
        Assert.Equal(2, (await app.Operators.PartnerAsync(Pid)).Administrators);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task An_invalid_user_name_is_refused(string userName) => Assert.Equal(
        Error.Invalid("The user name is not valid."), (await app.Get<CreateOperator>().ExecuteAsync(
            Pid, Ada() with { UserName = userName }, null, default)).Error);

    [Fact]
    public async Task An_invalid_password_is_refused_before_anything_is_written()
    {
        var result = await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { Password = "Correct-ADA-7777" }, null, default);
        Assert.Equal("The password must not contain the user's name, e-mail address or id.", result.Error!.Message);
        Assert.Equal(0u, (await app.Operators.PartnerAsync(Pid)).LastUserId);
    }

    [Fact]
    public async Task The_user_name_of_an_existing_operator_is_taken_in_every_spelling()
    {
        Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default));
        var result = await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { UserName = " \uFF21da " }, null, default);
        Assert.Equal(new Error(ErrorKind.Conflict, "user_name_taken", "The user name is in use."), result.Error);
        Assert.Equal(1u, (await app.Operators.PartnerAsync(Pid)).LastUserId);
    }

    [Fact]
    public async Task The_user_name_of_a_deleted_operator_can_be_claimed()
    {
        var gone = AccountId.New(AccountKind.Operator, 7, 7, 7);
        await app.Operators.ClaimLoginAsync(LoginName.KeyOf("ada"), new(gone), null, default);
        var made = Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default));
        Assert.Equal(made.Id, (await LoginAsync("ada"))!.Claimants[^1]);
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task An_incomplete_operator_is_completed_once_by_whoever_finds_it(string step)
    {
        await DieAfterAsync(step);

        for (var again = 0; again < 2; again++)
        {
            var begun = (await app.Operators.FindAsync(Pid, 1, default))!.Value;
            var made = Good(await app.Get<CreateOperator>().CompleteAsync(begun, null, default));
            Assert.Equal((1u, OperatorStatus.Active), (made.Id.UserId, made.Status));
        }
        Assert.Equal(1, (await app.Operators.PartnerAsync(Pid)).Administrators);
        Assert.Single(app.Audit);
        Assert.Equal(1u, (await LoginAsync("ada"))!.Claimants[^1].UserId);
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task The_user_name_is_taken_from_the_first_step_on(string step)
    {
        await DieAfterAsync(step);
        Assert.Equal("user_name_taken", (await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default)).Error!.Code);
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    public async Task A_user_name_can_be_claimed_a_minute_after_its_creation_crashed(string step)
    {
        await DieAfterAsync(step);
        app.Clock.Advance(TimeSpan.FromSeconds(61));

        var made = Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default));

        Assert.Equal((2u, OperatorStatus.Active), (made.Id.UserId, made.Status));
        Assert.Equal(made.Id, (await LoginAsync("ada"))!.Claimants[^1]);
        Assert.Null(await app.Operators.FindAsync(Pid, 1, default));
        Assert.Equal("user_name_taken", (await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default)).Error!.Code);
    }

    [Fact]
    public async Task A_slow_creation_keeps_the_name_if_it_completes_before_another_claims_it()
    {
        await DieAfterAsync("ClaimLogin");
        var slow = (await app.Operators.FindAsync(Pid, 1, default))!.Value;
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        app.Spy<IOperatorStore>().BeforeNext(
            "AddPending",
            async () => Assert.Equal("not_found", (await app.Get<CreateOperator>().CompleteAsync(slow, null, default)).Error?.Code));

        Assert.Equal(2u, Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default)).Id.UserId);
        Assert.True(app.Spy<IOperatorStore>().IsSpent);
        Assert.Equal("not_found", (await app.Get<CreateOperator>().CompleteAsync(slow, null, default)).Error!.Code);
    }

    [Fact]
    public async Task A_pending_operator_that_lost_its_user_name_is_removed()
    {
        await DieAfterAsync("AddPending");
        var loser = (await app.Operators.FindAsync(Pid, 1, default))!.Value;
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Good(await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), null, default));

        Assert.Equal("not_found", (await app.Get<CreateOperator>().CompleteAsync(loser, null, default)).Error!.Code);
        Assert.Null(await app.Operators.FindAsync(Pid, 1, default));
    }

    [Fact]
    public async Task Exactly_one_of_a_hundred_concurrent_creations_gets_the_user_name()
    {
        var results = await AtOnce.RunAsync(100, _ =>
            app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { Password = null, IsAdministrator = true }, null, default));

        var made = Assert.Single(results, result => result.Error is null);
        Assert.All(results.Where(result => result.Error is not null), result => Assert.Equal("user_name_taken", result.Error!.Code));
        Assert.True(made.TryGet(out var winner, out _));
        Assert.Equal(winner.Id, (await LoginAsync("ada"))!.Claimants[^1]);
        var partner = await app.Operators.PartnerAsync(Pid);
        Assert.Equal(1, partner.Administrators);
        for (var userId = 1u; userId <= partner.LastUserId; userId++)
            Assert.Equal(userId == winner.Id.UserId, await app.Operators.FindAsync(Pid, userId, default) is not null);
    }

    [Fact]
    public async Task Each_userId_is_assigned_once()
    {
        var results = await AtOnce.RunAsync(50, number =>
            app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { UserName = $"user {number}", Password = null }, null, default));
        Assert.Equal(Enumerable.Range(1, 50).Select(number => (uint)number), results.Select(result => Good(result).Id.UserId).Order());
    }

    private async Task DieAfterAsync(string step)
    {
        app.Spy<IOperatorStore>().DieAfter(step);
        await Assert.ThrowsAsync<ProcessDiedException>(
            () => app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { IsAdministrator = true }, null, default));
    }

    private async Task<Login?> LoginAsync(string normalised) =>
        (await app.Operators.FindLoginAsync(LoginName.KeyOf(normalised), default))?.Value;

    private static NewOperator Ada() => new("Ada", "ada@partner.example", Known.Password);

    private static Operator Good(Result<Operator> result) =>
        result.TryGet(out var made, out var error) ? made : throw new InvalidOperationException(error.Message);
}
