using System.Text;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Tests.Given;
using ApiAccounts.Testing.InMemory;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IOutbox"/> does, with the store that puts mails in it.</summary>
public abstract class OutboxContract : IAsyncLifetime
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private readonly uint pid = Known.NewPid();

    protected abstract IServiceProvider Services { get; }

    private IOperatorStore Operators => Services.GetRequiredService<IOperatorStore>();

    private IOutbox Outbox => Services.GetRequiredService<IOutbox>();

    private WaitingMail Waiting => new(pid, Id);

    public async ValueTask InitializeAsync()
    {
        await Operators.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        var partner = (await Operators.FindPartnerAsync(pid, default))!;
        Assert.True(
            await Operators.AddPendingAsync(partner with { Value = partner.Value with { LastUserId = 7 } }, Known.Operator(pid), default));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_absent_mail_is_not_found() => Assert.Null(await Outbox.FindAsync(Waiting, default));

    [Fact]
    public async Task A_change_and_its_mail_are_written_together()
    {
        var current = await OperatorAsync();
        Assert.True(
            await Operators.WriteAsync(new(Changed(current), Known.NewAudit(current.Value.Id)) { Mail = Known.Mail(pid) }, default));

        Assert.Equal("new", (await OperatorAsync()).Value.PasswordHash);
        var found = (await Outbox.FindAsync(Waiting, default))!.Value;
        Assert.Equal(new byte[] { 1, 2, 3 }, found.Body.ToArray());
        Assert.Equal(Known.Mail(pid) with { Body = found.Body }, found);
    }

    [Fact]
    public async Task An_operator_that_joins_a_group_and_its_mail_are_written_together()
    {
        var groups = Services.GetRequiredService<IGroupStore>();
        var (group, partner) = (Known.Group(pid), (await Operators.FindPartnerAsync(pid, default))!);
        Assert.True(
            await groups.AddAsync(
                partner with { Value = partner.Value with { LastUserId = 8 } }, group, Known.NewAudit(group.Id), default));
        var (stale, current) = ((await groups.FindAsync(group.Id, default))!, await OperatorAsync());
        Assert.True(await groups.ChangeAsync(stale, Known.NewAudit(group.Id), default));

        Assert.False(
            await Operators.WriteAsync(
                new(Changed(current), Known.NewAudit(current.Value.Id)) { Mail = Known.Mail(pid), Joined = [stale] }, default));
        Assert.Null(await Outbox.FindAsync(Waiting, default));
        var joined = (await groups.FindAsync(group.Id, default))!;
        Assert.True(
            await Operators.WriteAsync(
                new(Changed(current), Known.NewAudit(current.Value.Id)) { Mail = Known.Mail(pid), Joined = [joined] }, default));

        Assert.Equal("new", (await OperatorAsync()).Value.PasswordHash);
        Assert.NotNull(await Outbox.FindAsync(Waiting, default));
    }

    [Fact]
    public async Task A_refused_change_leaves_no_mail()
    {
        var current = await OperatorAsync();
        await Operators.RecordSignInAsync(current.Value.Id, Known.Now, default);
        Assert.False(
            await Operators.WriteAsync(new(Changed(current), Known.NewAudit(current.Value.Id)) { Mail = Known.Mail(pid) }, default));

        Assert.Equal("a hash", (await OperatorAsync()).Value.PasswordHash);
        Assert.Null(await Outbox.FindAsync(Waiting, default));
    }

    [Fact]
    public async Task An_activation_and_its_mail_are_written_together()
    {
        Assert.True(await ActivateAsync(await OperatorAsync()));
        Assert.NotNull(await Outbox.FindAsync(Waiting, default));
    }

    [Fact]
    public async Task A_refused_activation_leaves_no_mail()
    {
        var stale = await OperatorAsync();
        await Operators.RecordSignInAsync(stale.Value.Id, Known.Now, default);
        Assert.False(await ActivateAsync(stale));
        Assert.Null(await Outbox.FindAsync(Waiting, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_is_deleted_once(bool isAudited)
    {
        var current = await OperatorAsync();
        await Operators.WriteAsync(new(Changed(current), Known.NewAudit(current.Value.Id)) { Mail = Known.Mail(pid) }, default);
        var found = (await Outbox.FindAsync(Waiting, default))!;

        await Outbox.RemoveAsync(found, isAudited ? Known.NewAudit(current.Value.Id) : null, default);
        Assert.Null(await Outbox.FindAsync(Waiting, default));
        await Outbox.RemoveAsync(found, isAudited ? Known.NewAudit(current.Value.Id) : null, default); // gone already
    }

    [Fact]
    public async Task A_message_has_the_address_of_its_mail()
    {
        await Outbox.AnnounceAsync(Waiting, TimeSpan.Zero, default);
        await Outbox.AnnounceAsync(new(pid, "ffffffffffffffffffffffffffffffff"), TimeSpan.FromHours(1), default);
        Assert.Equal([$$"""{"version":1,"pid":{{pid}},"mailId":"{{Id}}"}"""], await VisibleAsync());
    }

    /// <summary>The messages that can be seen now.</summary>
    protected abstract Task<IReadOnlyList<string>> VisibleAsync();

    private static Versioned<Operator> Changed(Versioned<Operator> current) =>
        current with { Value = current.Value with { PasswordHash = "new" } };

    private async Task<Versioned<Operator>> OperatorAsync() => (await Operators.FindAsync(pid, 7, default))!;

    private async Task<bool> ActivateAsync(Versioned<Operator> pending)
    {
        var active = pending with { Value = pending.Value with { Status = OperatorStatus.Active } };
        var partner = (await Operators.FindPartnerAsync(pid, default))!;
        return await Operators.WriteAsync(
            new(active, Known.NewAudit(pending.Value.Id)) { Partner = partner, Mail = Known.Mail(pid) }, default);
    }
}

public sealed class InMemoryOutboxTests : OutboxContract
{
    protected override IServiceProvider Services { get; } = Ports.InMemory();

    protected override Task<IReadOnlyList<string>> VisibleAsync() => Task.FromResult<IReadOnlyList<string>>(
    [
        .. Services.GetRequiredService<InMemoryOperatorStore>().Announced.Where(message => message.Delay == TimeSpan.Zero)
            .Select(message => Encoding.UTF8.GetString(OutgoingMailMessage.Write(message.Mail))),
    ]);
}

public sealed class TableOutboxTests(OnAzurite azurite) : OutboxContract, IClassFixture<OnAzurite>
{
    protected override IServiceProvider Services => azurite.Services;

    [Fact]
    public async Task The_fate_of_a_mail_is_in_the_audit_trail_of_its_operator()
    {
        var pid = Known.NewPid();
        await azurite.Operators.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        var partner = (await azurite.Operators.FindPartnerAsync(pid, default))!;
        await azurite.Operators.AddPendingAsync(
            partner with { Value = partner.Value with { LastUserId = 7 } }, Known.Operator(pid), default);
        var current = (await azurite.Operators.FindAsync(pid, 7, default))!;
        await azurite.Operators.WriteAsync(new(current, Known.Audit(current.Value.Id, "1")) { Mail = Known.Mail(pid) }, default);
        var outbox = Services.GetRequiredService<IOutbox>();

        await outbox.RemoveAsync(
            (await outbox.FindAsync(new(pid, Known.Mail(pid).Id), default))!, Known.Audit(current.Value.Id, "2"), default);

        var rows = await azurite.Accounts.QueryAsync<Azure.Data.Tables.TableEntity>(
            Azure.Data.Tables.TableClient.CreateQueryFilter($"PartitionKey eq {$"{pid:x8}"}"))
            .ToListAsync();
        Assert.Equal(["audit|1", "audit|2", "operator|00000007", "partner"], rows.Select(row => row.RowKey));
    }

    protected override async Task<IReadOnlyList<string>> VisibleAsync()
    {
        PeekedMessage[] messages = await azurite.Queues.GetQueueClient("outgoing-mail").PeekMessagesAsync(32);
        return [.. messages.Select(message => message.MessageText)];
    }
}
