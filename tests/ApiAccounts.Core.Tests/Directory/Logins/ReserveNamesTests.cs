using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Logins;

/// <summary>User names of operators from before there were reservations, and names whose operators are gone.</summary>
public sealed class ReserveNamesTests : IAsyncLifetime
{
    private const uint Pid = 42;

    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.Operators.AddPartnerAsync(
        new(Pid, "A partner", [], 0, 0) { NamesAreReserved = false }, default);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_name_from_before_the_reservations_is_not_imitated()
    {
        await app.Operators.KeepAsync(AnOperator.Active() with { UserName = "admin" });

        Assert.Equal("confusable_user_name", (await CreateAsync("аdmin")).Error?.Code);
        Assert.True((await app.Operators.PartnerAsync(Pid)).NamesAreReserved);
    }

    [Fact]
    public async Task Of_old_names_that_look_alike_the_older_one_is_reserved_and_both_stay()
    {
        await app.Operators.KeepAsync(AnOperator.Active() with { UserName = "admin" });
        var younger = AnOperator.Active() with { Id = AccountId.At(AccountKind.Operator, Pid, 9, 15, 2), UserName = "аdmin" };
        await app.Operators.KeepAsync(younger);

        Assert.Equal("user_name_taken", (await CreateAsync("admin")).Error?.Code);
        Assert.Equal("user_name_taken", (await CreateAsync("аdmin")).Error?.Code);
        Assert.Equal("аdmin", (await app.Operators.FindAsync(Pid, 9, default))?.Value.UserName);
    }

    [Fact]
    public async Task A_deleted_operator_releases_what_looks_like_its_name()
    {
        Assert.True((await CreateAsync("admin")).TryGet(out var first, out _));
        Assert.Equal("confusable_user_name", (await CreateAsync("аdmin")).Error?.Code);
        var found = (await app.Operators.FindAsync(Pid, first.Id.UserId, default))!;
        var audit = app.Get<AuditEntries>().New(AuditAction.OperatorDeleted, first.Id, caller: null);
        await app.Operators.DeleteAsync(found, null, audit, default);

        Assert.True((await CreateAsync("аdmin")).TryGet(out _, out _));
        Assert.Equal("confusable_user_name", (await CreateAsync("admin")).Error?.Code);
    }

    [Fact]
    public async Task Of_look_alikes_created_at_once_one_wins()
    {
        string[] names = ["admin", "аdmin", "adмin", "admіn", "ａdmin", "ADMIN"];

        var created = await Task.WhenAll(names.Select(name => Task.Run(() => CreateAsync(name))));

        Assert.Equal(2, created.Count(one => one.Error is null)); // "adмin" with a Cyrillic em looks like none of the others
    }

    private Task<Result<Operator>> CreateAsync(string userName) => app.Get<CreateOperator>().ExecuteAsync(
        Pid, new(userName, "ada@partner.example", null) { FirstName = "Ada" }, caller: null, default);
}
