using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Directory.Authorizations;

/// <summary>What app may do is granted and withdrawn, and the last administrator stays.</summary>
public sealed class AdministratorTests : IAsyncLifetime
{
    private readonly CoreUnderTest app = new();
    private Caller one = null!;
    private Caller other = null!;
    private Caller plain = null!;

    public async ValueTask InitializeAsync()
    {
        await app.Operators.AddPartnerAsync(new(42, "A partner", [], 0, 0), default);
        one = await NewAsync("one@partner.example", isAdministrator: true);
        other = await NewAsync("other@partner.example", isAdministrator: true);
        plain = await NewAsync("plain@partner.example", isAdministrator: false);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Granting_and_withdrawing_administrator_rights_updates_the_count()
    {
        Assert.Null(await GrantAsync(one, plain));
        Assert.Equal(3, await CountAsync());
        Assert.Null(await GrantAsync(one, plain)); // and again, which changes nothing
        Assert.Equal(3, await CountAsync());
        Assert.Null(await WithdrawAsync(one, plain));
        Assert.Equal(2, await CountAsync());
        Assert.Null(await DeleteAsync(one, other));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Other_authorizations_are_stored_and_do_not_count_as_administrator()
    {
        Assert.Null(await GrantAsync(one, plain, OperatorAuthorization.TechnicalContact));
        Assert.Null(await GrantAsync(one, plain, OperatorAuthorization.AccountAccess));
        Assert.Null(await WithdrawAsync(one, plain, OperatorAuthorization.TechnicalContact));
        var kept = (await app.Operators.FindAsync(42, plain.Operator.UserId, default))!.Value;
        Assert.Equal([OperatorAuthorization.AccountAccess], kept.Authorizations);
        Assert.Equal([Permission.ReadOperators, Permission.ReadApiUsers], kept.OwnGrants().OnPartner.Order());
        Assert.Equal(2, await CountAsync());
        Assert.Equal(
            [
                (AuditAction.AuthorizationGranted, """[{"field":"authorization","after":"TechnicalContact"}]"""),
                (AuditAction.AuthorizationGranted, """[{"field":"authorization","after":"AccountAccess"}]"""),
                (AuditAction.AuthorizationWithdrawn, """[{"field":"authorization","before":"TechnicalContact"}]"""),
            ],
            app.Audit.Skip(3).Select(entry => (entry.Action, entry.Changes?.ToString())));
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_demoted()
    {
        Assert.Null(await WithdrawAsync(one, one));
        Assert.Equal("last_administrator", await WithdrawAsync(other, other));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task One_of_two_administrators_that_demote_each_other_at_once_fails()
    {
        string? crossed = null;
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => crossed = await WithdrawAsync(other, one));
        Assert.Equal("forbidden", await WithdrawAsync(one, other));
        Assert.Null(crossed);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task One_of_two_that_demote_each_other_at_once_fails_even_with_a_third()
    {
        Assert.Null(await GrantAsync(one, plain));
        string? crossed = null;
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => crossed = await WithdrawAsync(other, one));
        Assert.Equal("forbidden", await WithdrawAsync(one, other));
        Assert.Null(crossed);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task One_of_two_administrators_that_delete_each_other_at_once_fails()
    {
        string? crossed = null;
        app.Spy<IOperatorStore>().BeforeNext("Delete", async () => crossed = await DeleteAsync(other, one));
        Assert.Equal("forbidden", await DeleteAsync(one, other));
        Assert.Null(crossed);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task An_inactive_administrator_is_not_counted()
    {
        await app.Operators.KeepAsync(AnOperator.Locked() with { IsAdministrator = true });
        Assert.Null((await app.Get<DeleteOperator>().ExecuteAsync(one, Known.OperatorId, default)).Error);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task No_operator_deletes_itself_a_deleted_operator_or_another_partners()
    {
        Assert.Equal("own_operator", await DeleteAsync(one, one));
        Assert.Equal("forbidden", await DeleteAsync(plain, one));
        Assert.Equal("forbidden", await DeleteAsync(plain, plain));
        Assert.Equal(
            "not_found", await DeleteAsync(new(AccountId.At(AccountKind.Operator, 43, 1, 0, 0), one.OperatorName, one.Grants), other));
        Assert.Null(await DeleteAsync(one, plain));
        Assert.Equal("not_found", await DeleteAsync(one, plain));
    }

    [Fact]
    public async Task A_deletion_is_enqueued_before_it_is_done()
    {
        app.Spy<IOperatorStore>().BeforeNext(
            "Delete", async () => Assert.Equal([plain.Operator], await Task.FromResult(app.Get<InMemoryDeletedOperators>().Sent)));
        Assert.Null(await DeleteAsync(one, plain));
        Assert.True(app.Spy<IOperatorStore>().IsSpent);
        var entry = app.Audit[^1];
        Assert.Equal(
            (AuditAction.OperatorDeleted, plain.Operator,
                """[{"field":"fullName","before":"Some One"},{"field":"userName","before":"plain@partner.example"}]"""),
            (entry.Action, entry.Subject, entry.Changes?.ToString()));
    }

    private async Task<Caller> NewAsync(string userName, bool isAdministrator)
    {
        var created = await app.Get<CreateOperator>().ExecuteAsync(
            42, new(userName, userName, null) { FirstName = "Some", LastName = "One", IsAdministrator = isAdministrator }, null, default);
        Assert.True(created.TryGet(out var made, out _));
        return new(made.Id, made.FullName, made.OwnGrants());
    }

    private async Task<string?> GrantAsync(
        Caller caller, Caller target, OperatorAuthorization authorization = OperatorAuthorization.AccountAdministrator) =>
        (await app.Get<ChangeAuthorization>().ExecuteAsync(caller, target.Operator, authorization, isGranted: true, default)).Error?.Code;

    private async Task<string?> WithdrawAsync(
        Caller caller, Caller target, OperatorAuthorization authorization = OperatorAuthorization.AccountAdministrator) =>
        (await app.Get<ChangeAuthorization>().ExecuteAsync(caller, target.Operator, authorization, isGranted: false, default)).Error?.Code;

    private async Task<string?> DeleteAsync(Caller caller, Caller target) =>
        (await app.Get<DeleteOperator>().ExecuteAsync(caller, target.Operator, default)).Error?.Code;

    private async Task<int> CountAsync() => (await app.Operators.PartnerAsync(42)).Administrators;
}
