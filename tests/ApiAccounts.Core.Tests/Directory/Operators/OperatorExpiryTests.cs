using ApiAccounts.Core.Access;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Operators;

/// <summary>Who says when an operator's access ends.</summary>
public sealed class OperatorExpiryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset End = Known.Now.AddDays(30);

    private readonly InvitedPartner partner = new();

    public async ValueTask InitializeAsync()
    {
        await partner.KeepAdministratorAsync();
        await partner.App.Operators.KeepAsync(AnOperator.Active());
    }

    public ValueTask DisposeAsync()
    {
        partner.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_expiry_can_be_set_moved_and_removed_and_its_deadline_moves_with_it()
    {
        Assert.Null((await ChangeAsync(InvitedPartner.Root, End)).Error);
        Assert.Equal((End, """[{"field":"expiresAt","before":"never","after":"2026-12-22T10:30:00Z"}]"""),
            (await ExpiryAsync(), partner.App.Audit[^1].Changes?.ToString()));
        Assert.Equal([new(DeadlineKind.Expiry, Known.OperatorId, End)], await DeadlinesAsync());
        Assert.Null((await ChangeAsync(InvitedPartner.Root, End.AddDays(1))).Error);
        Assert.Equal([new(DeadlineKind.Expiry, Known.OperatorId, End.AddDays(1))], await DeadlinesAsync());
        Assert.Null((await ChangeAsync(InvitedPartner.Root, null)).Error);
        Assert.Null(await ExpiryAsync());
        Assert.Empty(await DeadlinesAsync());

        ValueTask<List<Deadline>> DeadlinesAsync() =>
            partner.App.Get<IDeadlineStore>().ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync();
    }

    [Fact]
    public async Task An_expiry_in_the_past_cannot_be_set_but_survives_other_changes()
    {
        var error = (await ChangeAsync(InvitedPartner.Root, Known.Now)).Error!;
        Assert.Equal((ErrorKind.Invalid, "expiresAt", "The expiry must be in the future."), (error.Kind, error.Target, error.Message));
        Assert.Null((await ChangeAsync(InvitedPartner.Root, End)).Error);
        partner.App.Clock.AdjustTime(End);
        Assert.Null((await partner.App.Get<ChangeOperator>().ExecuteAsync(
            InvitedPartner.Root, Known.OperatorId, new() { FirstName = "Augusta", Expiry = new(End) }, version: null, default)).Error);
        Assert.Null((await ChangeAsync(InvitedPartner.Root, End.AddDays(1))).Error); // and it works again
    }

    [Fact]
    public async Task No_operator_sets_its_own_expiry()
    {
        var ada = new Caller(Known.OperatorId, "Ada Example", Known.EveryGrant);
        var error = (await ChangeAsync(ada, End)).Error!;
        Assert.Equal((ErrorKind.Forbidden, "own_expiry"), (error.Kind, error.Code));
        Assert.Null((await ChangeAsync(ada, null)).Error); // it is that already
        Assert.Null((await ChangeAsync(InvitedPartner.Root, End)).Error);
        Assert.Equal("own_expiry", (await ChangeAsync(ada, null)).Error?.Code);
        Assert.Equal(End, await ExpiryAsync());
    }

    private Task<Result<Operator>> ChangeAsync(Caller caller, DateTimeOffset? expiresAt) =>
        partner.App.Get<ChangeOperator>().ExecuteAsync(caller, Known.OperatorId, new() { Expiry = new(expiresAt) }, version: null, default);

    private async Task<DateTimeOffset?> ExpiryAsync() => (await partner.App.Operators.FindAsync(42, 7, default))!.Value.ExpiresAt;
}
