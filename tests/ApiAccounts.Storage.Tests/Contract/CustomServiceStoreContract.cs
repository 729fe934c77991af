using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="ICustomServiceStore"/> does, and how services and API users get along.</summary>
public abstract class CustomServiceStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IServiceProvider Services { get; }

    private ICustomServiceStore Store => Services.GetRequiredService<ICustomServiceStore>();

    private IApiUserStore ApiUsers => Services.GetRequiredService<IApiUserStore>();

    private IUsageStore Usage => Services.GetRequiredService<IUsageStore>();

    private AccountId Id => Known.ServiceId(pid);

    [Fact]
    public async Task An_added_service_is_found_unchanged()
    {
        var full = Known.Service(Id);
        var bare = full with
        {
            Id = Known.ServiceId(pid, 2),
            Description = "",
            SecretVersion = 1,
            TokenIssuedAt = null,
            PreviousSecret = null,
            PreviousTokenIssuedAt = null,
        };
        foreach (var service in new[] { full, bare })
        {
            await Store.AddAsync(service, Known.NewAudit(service.Id), default);
            var found = (await Store.FindAsync(service.Id, default))!.Value;
            Assert.Equal(service with { Usage = found.Usage }, found);
            Assert.True(found.Usage.LastUsed is null && found.Usage.Hours.IsEmpty && found.Usage.Errors.IsEmpty);
        }
    }

    [Fact]
    public async Task Adding_a_service_twice_throws_and_changes_nothing()
    {
        await AddAsync(Id);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Store.AddAsync(Known.Service(Id) with { Name = "another" }, Known.NewAudit(Id), default));
        Assert.Equal(Known.Service(Id).Name, (await FindAsync()).Name);
    }

    [Fact]
    public async Task Only_the_exact_id_finds_changes_or_deletes_a_service()
    {
        await AddAsync(Id);
        AccountId[] others =
        [
            Known.ServiceId(pid, 0x7654321fedd), Known.ServiceId(pid, userId: 8), Known.ServiceId(pid, bucket: 14),
            AccountId.At(AccountKind.Operator, pid, 7, 15, 0x7654321fedc), Known.ApiUserId(pid),
        ];
        foreach (var other in others)
        {
            Assert.Null(await Store.FindAsync(other, default));
            Assert.False(await Store.ChangeAsync(other, new("changed", ""), Known.NewAudit(other), default));
            Assert.False(await Store.DeleteAsync(other, Known.NewAudit(other), default));
        }
        Assert.Equal(Known.Service(Id).Name, (await FindAsync()).Name);
    }

    [Fact]
    public async Task An_API_user_and_a_service_at_the_same_address_are_independent()
    {
        await AddAsync(Id);
        await ApiUsers.AddAsync(Known.ApiUser(Known.ApiUserId(pid)), Known.NewAudit(Known.ApiUserId(pid)), default);
        Assert.True(await ApiUsers.DeleteAsync(Known.ApiUserId(pid), Known.NewAudit(Known.ApiUserId(pid)), default));
        Assert.Null(await ApiUsers.FindAsync(Known.ApiUserId(pid), default));
        Assert.False(await ApiUsers.DeleteAsync(Known.ApiUserId(pid), Known.NewAudit(Known.ApiUserId(pid)), default));
        Assert.Equal(Known.Service(Id).SecretHash, (await FindAsync()).SecretHash);
    }

    [Fact]
    public async Task A_list_of_either_kind_has_none_of_the_other_and_both_have_holders()
    {
        var (service, colleagues, elsewhere) = (Known.ServiceId(pid, 1), Known.ServiceId(pid, 1, userId: 8), Known.ServiceId(
            pid, 1, userId: 9, bucket: 14));
        foreach (var id in new[] { elsewhere, colleagues, service, Id }) await AddAsync(id);
        var apiUser = Known.ApiUserId(pid, 2, userId: 6);
        await ApiUsers.AddAsync(Known.ApiUser(apiUser), Known.NewAudit(apiUser), default);

        Assert.Equal([service, Id], await Store.ListOfOperatorAsync(Known.OperatorId(pid), default).Select(one => one.Id).ToListAsync());
        Assert.Equal([service, Id, colleagues], await Store.ListOfPartnerAsync(pid, 15, default).Select(one => one.Id).ToListAsync());
        Assert.Empty(await ApiUsers.ListOfOperatorAsync(Known.OperatorId(pid), default).ToListAsync());
        Assert.Equal([apiUser], await ApiUsers.ListOfPartnerAsync(pid, 15, default).Select(one => one.Id).ToListAsync());
        Assert.Equal(
            [Known.OperatorId(pid, 6), Known.OperatorId(pid), Known.OperatorId(pid, 8)],
            await ApiUsers.ListHoldersAsync(15, default).Where(holder => holder.Pid == pid).OrderBy(holder => holder.UserId).ToListAsync());
    }

    [Fact]
    public async Task A_change_of_name_and_description_changes_nothing_else()
    {
        await AddAsync(Id);
        Assert.True(await Store.ChangeAsync(Id, new("another", "new"), Known.NewAudit(Id), default));
        var found = await FindAsync();
        Assert.Equal(Known.Service(Id) with { Name = "another", Description = "new", Usage = found.Usage }, found);
    }

    [Fact]
    public async Task A_rotation_replaces_the_secret_and_what_was_issued_with_it()
    {
        await AddAsync(Id);
        var read = (await Store.FindAsync(Id, default))!;
        var rotated = read.Value with
        {
            SecretHash = "v1.1.new",
            SecretVersion = 4,
            TokenIssuedAt = null,
            PreviousSecret = null,
            PreviousTokenIssuedAt = null,
        };
        Assert.True(await Store.RotateAsync(read with { Value = rotated }, Known.NewAudit(Id), default));
        Assert.Equal(rotated with { Usage = null! }, await FindAsync() with { Usage = null! });
        Assert.False(await Store.RotateAsync(read with { Value = rotated }, Known.NewAudit(Id), default));
    }

    [Fact]
    public async Task The_first_of_two_issues_the_token_and_changes_nothing_else()
    {
        await AddAsync(Id);
        var read = (await Store.FindAsync(Id, default))!;
        var issued = read.Value with { TokenIssuedAt = Known.Now, PreviousTokenIssuedAt = Known.Now.AddMinutes(-1) };
        Assert.True(await Store.IssueTokenAsync(read with { Value = issued }, Known.NewAudit(Id), default));
        Assert.False(
            await Store.IssueTokenAsync(
                read with { Value = issued with { TokenIssuedAt = Known.Now.AddSeconds(1) } }, Known.NewAudit(Id), default));
        Assert.Equal(issued with { Usage = null! }, await FindAsync() with { Usage = null! });
    }

    [Fact]
    public async Task Usage_is_counted_on_the_services_row_and_survives_every_change()
    {
        await AddAsync(Id);
        await CountAsync(Id, 3);
        var read = (await Store.FindAsync(Id, default))!;
        var unused = read.Value with { TokenIssuedAt = Known.Now, Usage = AccountUsage.None };
        Assert.True(await Store.IssueTokenAsync(read with { Value = unused }, Known.NewAudit(Id), default));
        read = (await Store.FindAsync(Id, default))!;
        Assert.True(await Store.RotateAsync(read with { Value = unused }, Known.NewAudit(Id), default));
        Assert.True(await Store.ChangeAsync(Id, new("another", ""), Known.NewAudit(Id), default));
        Assert.Equal(3, (await FindAsync()).Usage.RequestsLast30Days(Known.Now));
    }

    [Fact]
    public async Task The_usage_of_both_kinds_is_listed_by_operator_and_by_bucket()
    {
        var (service, apiUser, colleagues) = (Known.ServiceId(pid, 1), Known.ApiUserId(pid, 1), Known.ServiceId(pid, 1, userId: 8));
        await AddAsync(service);
        await AddAsync(colleagues);
        await ApiUsers.AddAsync(Known.ApiUser(apiUser), Known.NewAudit(apiUser), default);
        await CountAsync(service, 3);
        await CountAsync(apiUser, 4);

        var stats = Services.GetRequiredService<IUsageStatsStore>();
        Assert.Equal(["7: 3, 2", "7: 4, 2"], await ShownAsync(stats.ListOfOperatorAsync(Known.OperatorId(pid), default)));
        Assert.Equal(["7: 3, 2", "7: 4, 2", "8: 0, 0"], await ShownAsync(stats.ListOfPartnerAsync(pid, 15, default)));
        Assert.Empty(await ShownAsync(stats.ListOfPartnerAsync(pid, 14, default)));
    }

    [Fact]
    public async Task The_audit_entries_of_a_service_are_in_its_bucket()
    {
        await Store.AddAsync(Known.Service(Id), Known.NewAudit(Id) with { Action = AuditAction.CustomServiceCreated }, default);
        Assert.True(await Store.DeleteAsync(Id, Known.NewAudit(Id) with { Action = AuditAction.CustomServiceDeleted }, default));
        var audit = Services.GetRequiredService<IAuditStore>();
        Assert.Equal(
            [AuditAction.CustomServiceCreated, AuditAction.CustomServiceDeleted],
            (await audit.ReadBucketAsync(pid, 15, new() { Subject = Id }, 10, default)).Select(entry => entry.Action).Order());
        Assert.Empty(await audit.ReadDirectoryAsync(pid, new(), 10, default));
    }

    [Fact]
    public async Task A_deleted_service_is_gone_and_cannot_be_deleted_again()
    {
        await AddAsync(Id);
        var read = (await Store.FindAsync(Id, default))!;
        Assert.True(await Store.DeleteAsync(Id, AuditOf(Id), default));
        Assert.Null(await Store.FindAsync(Id, default));
        Assert.False(await Store.DeleteAsync(Id, AuditOf(Id), default));
        Assert.False(await Store.ChangeAsync(Id, new("another", ""), Known.NewAudit(Id), default));
        Assert.False(await Store.RotateAsync(read, Known.NewAudit(Id), default));
        Assert.False(await Store.IssueTokenAsync(read, Known.NewAudit(Id), default));
    }

    [Fact]
    public async Task The_services_of_a_deleted_operator_are_purged_and_others_stay()
    {
        var colleagues = Known.ServiceId(pid, userId: 8);
        foreach (var id in new[] { Id, Known.ServiceId(pid, 2), colleagues }) await AddAsync(id);
        Assert.Equal(2, await Store.PurgeOfOperatorAsync(Known.OperatorId(pid), default));
        Assert.Equal(0, await Store.PurgeOfOperatorAsync(Known.OperatorId(pid), default));
        Assert.Equal([colleagues], await Store.ListOfPartnerAsync(pid, 15, default).Select(one => one.Id).ToListAsync());
    }

    [Fact]
    public async Task The_usage_of_deleted_accounts_stays_with_their_operator()
    {
        var stats = Services.GetRequiredService<IUsageStatsStore>();
        var apiUsers = Services.GetRequiredService<IApiUserStore>();
        AccountId[] ids = [Known.ApiUserId(pid, 1), Known.ApiUserId(pid, 2), Known.ApiUserId(pid, 3)];
        foreach (var id in ids) await apiUsers.AddAsync(Known.ApiUser(id), Known.NewAudit(id), default);
        await AddAsync(Id);
        foreach (var (number, id) in ids.Append(Id).Index()) await CountAsync(id, 1 << number);

        Assert.True(await apiUsers.DeleteAsync(ids[0], AuditOf(ids[0]), default));
        Assert.False(await apiUsers.DeleteAsync(ids[0], AuditOf(ids[0]), default));
        Assert.Null(await apiUsers.SaveAsync([.. ids[1..].Select(id => new ApiUserChange(null, AuditOf(id)))], default));
        Assert.True(await Store.DeleteAsync(Id, AuditOf(Id), default));

        foreach (var listed in new[] { stats.ListOfOperatorAsync(Known.OperatorId(pid), default),
            stats.ListOfPartnerAsync(pid, 15, default) })
        {
            var usages = await listed.ToListAsync();
            Assert.Equal((15, 8), (usages.Sum(usage => usage.Hours.SumFrom(0)), usages.Sum(usage => usage.Errors.SumFrom(0))));
            Assert.All(usages, usage => Assert.Equal(Known.OperatorId(pid), usage.OperatorId));
        }
        Assert.Empty(await stats.ListOfPartnerAsync(pid + 1, 15, default).ToListAsync());
        Assert.DoesNotContain(Known.OperatorId(pid), await apiUsers.ListHoldersAsync(15, default).ToListAsync());
    }

    [Fact]
    public async Task The_services_of_another_operator_with_the_same_number_stay()
    {
        await AddAsync(Id);
        Assert.Equal(0, await Store.PurgeOfOperatorAsync(AccountId.At(AccountKind.Operator, pid, 7, 15, 99), default));
        Assert.Equal(Id, (await FindAsync()).Id);
    }

    /// <summary>Of a deletion on the day of the usage.</summary>
    private static AuditEntry AuditOf(AccountId id) => Known.NewAudit(id) with { At = Known.Now };

    private Task AddAsync(AccountId id) => Store.AddAsync(Known.Service(id), Known.NewAudit(id), default);

    private async Task<CustomService> FindAsync() => (await Store.FindAsync(Id, default))!.Value;

    private async Task CountAsync(AccountId id, long count)
    {
        var row = (await Usage.ReadAsync(15, [id], default))[id];
        Assert.True((await Usage.ApplyAsync(15, [], [new(id, row.Version, Known.Usage(count))], default)).IsApplied);
    }

    private static async Task<IEnumerable<string>> ShownAsync(IAsyncEnumerable<StoredUsage> usage) =>
        (await usage.ToListAsync()).Select(
            held => $"{held.OperatorId.UserId}: {held.Hours.SumFrom(0)}, {held.Errors.SumFrom(0)}").Order(StringComparer.Ordinal);
}

public sealed class InMemoryCustomServiceStoreTests : CustomServiceStoreContract
{
    protected override IServiceProvider Services { get; } = Ports.InMemory();
}

public sealed class TableCustomServiceStoreTests(OnAzurite azurite) : CustomServiceStoreContract, IClassFixture<OnAzurite>
{
    protected override IServiceProvider Services => azurite.Services;
}
