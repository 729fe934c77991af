using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IAuditStore"/> does with what the other stores keep.</summary>
public abstract class AuditStoreContract : IAsyncLifetime
{
    private readonly uint pid = Known.NewPid();
    private ServiceProvider services = null!;

    private IAuditStore Audit => services.GetRequiredService<IAuditStore>();

    private IApiUserStore ApiUsers => services.GetRequiredService<IApiUserStore>();

    private IOperatorStore Operators => services.GetRequiredService<IOperatorStore>();

    private IGroupStore Groups => services.GetRequiredService<IGroupStore>();

    private AccountId ApiUser => Known.ApiUserId(pid);

    private AccountId Group => AccountId.At(AccountKind.Group, pid, 8, 0, 2);

    public async ValueTask InitializeAsync()
    {
        services = await OpenAsync();
        await Operators.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        await ApiUsers.AddAsync(Known.ApiUser(ApiUser), Entry(1, AuditAction.ApiUserRegistered, ApiUser), default);
        await ApiUsers.ChangeDescriptionAsync(ApiUser, "b", Entry(2, AuditAction.ApiUserChanged, ApiUser), default);
        await ApiUsers.ChangeDescriptionAsync(ApiUser, "c", Entry(3, AuditAction.ApiUserChanged, ApiUser), default);
        await ApiUsers.AddAsync(
            Known.ApiUser(Known.ApiUserId(pid + 1)), Entry(3, AuditAction.ApiUserRegistered, Known.ApiUserId(pid + 1)), default);
        var partner = (await Operators.FindPartnerAsync(pid, default))!;
        await Groups.AddAsync(partner, new(Group, "On call"), Entry(4, AuditAction.GroupCreated, Group), default);
        Assert.False(await Groups.AddAsync(partner, new(Group, "Again"), Entry(5, AuditAction.GroupCreated, Group), default));
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task The_newest_entries_come_first_and_are_complete()
    {
        Assert.Equal([3, 2, 1], Minutes(await BucketAsync(new())));
        var group = Assert.Single(await Audit.ReadDirectoryAsync(pid, new(), 100, default));
        Assert.Equal(Entry(4, AuditAction.GroupCreated, Group), group);
    }

    [Theory]
    [InlineData("subject", 3, 2, 1)]
    [InlineData("another subject")]
    [InlineData("actor", 3, 2, 1)]
    [InlineData("another actor")]
    [InlineData("session", 3, 2, 1)]
    [InlineData("another session")]
    [InlineData("changed", 3, 2)]
    [InlineData("from 2", 3, 2)]
    [InlineData("before 3", 2, 1)]
    [InlineData("from 2 before 3", 2)]
    [InlineData("before the beginning")]
    [InlineData("before the end", 3, 2, 1)]
    [InlineData("from the beginning", 3, 2, 1)]
    [InlineData("from the end")]
    public async Task A_filter_leaves_out_other_entries(string filter, params int[] minutes) =>
        Assert.Equal(minutes, Minutes(await BucketAsync(filter switch
        {
            "subject" => new() { Subject = ApiUser },
            "another subject" => new() { Subject = Known.ApiUserId(pid, 2) },
            "actor" => new() { Actor = Known.OperatorId(pid) },
            "another actor" => new() { Actor = Known.OperatorId(pid, 8) },
            "session" => new() { Actor = AccountId.At(AccountKind.Session, pid, 7, 15, 9) },
            "another session" => new() { Actor = AccountId.At(AccountKind.Session, pid, 7, 15, 8) },
            "changed" => new() { Action = AuditAction.ApiUserChanged },
            "from 2" => new() { From = At(2) },
            "before 3" => new() { Before = At(3) },
            "before the beginning" => new() { Before = DateTimeOffset.MinValue },
            "before the end" => new() { Before = DateTimeOffset.MaxValue },
            "from the beginning" => new() { From = DateTimeOffset.MinValue },
            "from the end" => new() { From = DateTimeOffset.MaxValue },
            _ => new() { From = At(2), Before = At(3) },
        })));

    [Fact]
    public async Task A_page_after_an_entry_excludes_it_and_is_no_longer_than_asked_for()
    {
        var first = Assert.Single(await BucketAsync(new(), max: 1));
        Assert.Equal([2, 1], Minutes(await BucketAsync(new() { After = first.Key })));
        Assert.Equal([2], Minutes(await BucketAsync(new() { After = first.Key }, max: 1)));
        Assert.Equal([1], Minutes(await BucketAsync(new() { After = first.Key, Before = At(2) })));
        Assert.Equal([2], Minutes(await BucketAsync(new() { After = first.Key, From = At(2) })));
    }

    protected abstract Task<ServiceProvider> OpenAsync();

    private static DateTimeOffset At(int minute) => new(2026, 11, 22, 10, minute, 0, TimeSpan.Zero);

    private static IEnumerable<int> Minutes(IEnumerable<AuditEntry> entries) => entries.Select(entry => entry.At.Minute);

    private static AuditEntry Entry(int minute, AuditAction action, AccountId subject) =>
        Known.Audit(subject, KeyOf(minute, action, subject)) with { At = At(minute), Action = action };

    private static string KeyOf(int minute, AuditAction action, AccountId subject) =>
        new AuditEntries(new FakeTimeProvider(At(minute))).New(action, subject, caller: null).Key[..16] + "0123456789abcdef";

    private Task<IReadOnlyList<AuditEntry>> BucketAsync(AuditQuery query, int max = 100) =>
        Audit.ReadBucketAsync(pid, 15, query, max, default);
}

public sealed class InMemoryAuditTests : AuditStoreContract
{
    protected override Task<ServiceProvider> OpenAsync() => Task.FromResult(Ports.InMemory());
}

public sealed class TableAuditStoreTests : AuditStoreContract
{
    protected override Task<ServiceProvider> OpenAsync() => Ports.OnNewAccountAsync();
}
