using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Partners;

public sealed class BootstrapFirstPartnerTests : IDisposable
{
    private static readonly BootstrapOptions Settings =
        new() { PartnerName = "Example Ltd", AdminEmail = "root@demo.example", AdminPassword = Known.Password };

    private readonly CoreUnderTest app = new(Settings);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_first_partner_and_its_administrator_are_created()
    {
        var made = Good(await app.Get<BootstrapFirstPartner>().ExecuteAsync(default))!;

        Assert.Equal((1u, 1u, "root@demo.example", "root@demo.example"), (made.Id.Pid, made.Id.UserId, made.UserName, made.Email));
        Assert.Equal((OperatorStatus.Active, true, "First Administrator"), (made.Status, made.IsAdministrator, made.FullName));
        var partner = await app.Operators.PartnerAsync(1);
        Assert.Equal(("Example Ltd", 1, 1u), (partner.Name, partner.Administrators, partner.LastUserId));
        Assert.Null((await app.Get<SignInOperator>().ExecuteAsync("root@demo.example", Known.Password, null, default)).Error);
    }

    [Fact]
    public async Task A_second_run_creates_nothing()
    {
        Good(await app.Get<BootstrapFirstPartner>().ExecuteAsync(default));
        Assert.Null(Good(await app.Get<BootstrapFirstPartner>().ExecuteAsync(default)));
        Assert.Equal(1u, (await app.Operators.PartnerAsync(1)).LastUserId);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_created_and_storage_is_not_called()
    {
        using var unset = new CoreUnderTest();
        Assert.Null(Good(await unset.Get<BootstrapFirstPartner>().ExecuteAsync(default)));
        Assert.Equal(0, unset.Spy<IOperatorStore>().CallCount);
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task A_run_that_crashed_is_finished_by_the_next_one(string step)
    {
        app.Spy<IOperatorStore>().DieAfter(step);
        await Assert.ThrowsAsync<ProcessDiedException>(() => app.Get<BootstrapFirstPartner>().ExecuteAsync(default));
        Good(await app.Get<BootstrapFirstPartner>().ExecuteAsync(default));
        await AssertOneAdministratorAsync();
    }

    [Fact]
    public async Task A_run_that_crashed_after_another_lost_to_it_is_finished_too()
    {
        app.Spy<IOperatorStore>().DieAfter("ClaimLogin");
        await Assert.ThrowsAsync<ProcessDiedException>(() => app.Get<BootstrapFirstPartner>().ExecuteAsync(default));
        var partner = (await app.Operators.FindPartnerAsync(1, default))!;
        var loser = AnOperator.Pending() with { Id = AccountId.New(AccountKind.Operator, 1, 2, 1) };
        Assert.True(await app.Operators.AddPendingAsync(partner with { Value = partner.Value with { LastUserId = 2 } }, loser, default));
        await app.Operators.RemovePendingAsync((await app.Operators.FindAsync(1, 2, default))!, default);

        Assert.Equal(1u, Good(await app.Get<BootstrapFirstPartner>().ExecuteAsync(default))!.Id.UserId);
        await AssertOneAdministratorAsync();
    }

    [Fact]
    public async Task Several_instances_at_once_create_one_administrator_and_none_fails()
    {
        var results = await AtOnce.RunAsync(20, _ => app.Get<BootstrapFirstPartner>().ExecuteAsync(default));
        Assert.Single(results.Select(Good).OfType<Operator>().Select(made => made.Id).Distinct());
        await AssertOneAdministratorAsync();
    }

    private async Task AssertOneAdministratorAsync()
    {
        var partner = await app.Operators.PartnerAsync(1);
        Assert.Equal(1, partner.Administrators);
        var login = await app.Operators.FindLoginAsync(LoginName.KeyOf("root@demo.example"), default);
        Assert.Equal(OperatorStatus.Active, (await app.Operators.FindAsync(1, login!.Value.Claimants[^1].UserId, default))!.Value.Status);
        Assert.Null((await app.Get<SignInOperator>().ExecuteAsync("root@demo.example", Known.Password, null, default)).Error);
    }

    private static Operator? Good(Result<Operator?> result) =>
        result.TryGet(out var made, out var error) ? made : throw new InvalidOperationException(error.Message);
}
