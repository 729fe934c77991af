using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Partners;

public sealed class BootstrapFirstPartnerTests : IDisposable
{
    private static readonly BootstrapOptions Settings =
        new() { PartnerName = "Example Ltd", AdminEmail = "root@demo.example", AdminPassword = Known.Password };

    private readonly OperatorUseCases operators = new(bootstrap: Settings);

    public void Dispose() => operators.Dispose();

    [Fact]
    public async Task The_first_partner_and_its_administrator_are_made()
    {
        var made = Good(await operators.Bootstrap.ExecuteAsync(default))!;

        Assert.Equal((1u, 1u, "root@demo.example", "root@demo.example"), (made.Id.Pid, made.Id.UserId, made.UserName, made.Email));
        Assert.Equal((OperatorStatus.Active, true, "First Administrator"), (made.Status, made.IsAdministrator, made.FullName));
        var partner = await operators.Store.PartnerAsync(1);
        Assert.Equal(("Example Ltd", 1, 1u), (partner.Name, partner.Administrators, partner.LastUserId));
        Assert.Null((await operators.SignIn.ExecuteAsync("root@demo.example", Known.Password, null, default)).Error);
    }

    [Fact]
    public async Task A_second_time_nothing_is_made()
    {
        Good(await operators.Bootstrap.ExecuteAsync(default));
        Assert.Null(Good(await operators.Bootstrap.ExecuteAsync(default)));
        Assert.Equal(1u, (await operators.Store.PartnerAsync(1)).LastUserId);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_made_and_nothing_asked()
    {
        using var unset = new OperatorUseCases();
        Assert.Null(Good(await unset.Bootstrap.ExecuteAsync(default)));
        Assert.Equal(0, unset.Store.Calls);
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task What_was_begun_is_finished_by_the_next_run(string step)
    {
        operators.Store.DiesAfter = step;
        await Assert.ThrowsAsync<ProcessDiedException>(() => operators.Bootstrap.ExecuteAsync(default));
        Good(await operators.Bootstrap.ExecuteAsync(default));
        await AssertOneAdministratorAsync();
    }

    [Fact]
    public async Task One_that_died_after_another_had_lost_to_it_is_finished_too()
    {
        operators.Store.DiesAfter = "ClaimLogin";
        await Assert.ThrowsAsync<ProcessDiedException>(() => operators.Bootstrap.ExecuteAsync(default));
        var partner = (await operators.Store.FindPartnerAsync(1, default))!;
        var loser = AnOperator.Pending() with { Id = AccountId.New(AccountKind.Operator, 1, 2, 1) };
        Assert.True(await operators.Store.AddPendingAsync(partner with { Value = partner.Value with { LastUserId = 2 } }, loser, default));
        await operators.Store.RemovePendingAsync((await operators.Store.FindAsync(1, 2, default))!, default);

        Assert.Equal(1u, Good(await operators.Bootstrap.ExecuteAsync(default))!.Id.UserId);
        await AssertOneAdministratorAsync();
    }

    [Fact]
    public async Task Several_instances_at_once_make_one_administrator_and_none_fails()
    {
        var results = await AtOnce.RunAsync(20, _ => operators.Bootstrap.ExecuteAsync(default));
        Assert.Single(results.Select(Good).OfType<Operator>().Select(made => made.Id).Distinct());
        await AssertOneAdministratorAsync();
    }

    private async Task AssertOneAdministratorAsync()
    {
        var partner = await operators.Store.PartnerAsync(1);
        Assert.Equal(1, partner.Administrators);
        var login = await operators.Store.FindLoginAsync(LoginName.KeyOf("root@demo.example"), default);
        Assert.Equal(OperatorStatus.Active, (await operators.Store.FindAsync(1, login!.Value.OperatorId.UserId, default))!.Value.Status);
        Assert.Null((await operators.SignIn.ExecuteAsync("root@demo.example", Known.Password, null, default)).Error);
    }

    private static Operator? Good(Result<Operator?> result) =>
        result.TryGet(out var made, out var error) ? made : throw new InvalidOperationException(error.Message);
}
