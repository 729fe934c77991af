using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

public abstract class SessionStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract ISessionStore Store { get; }

    private AccountId OperatorId => Known.OperatorId(pid);

    [Fact]
    public async Task An_added_session_is_found_complete()
    {
        var full = Known.Session(pid);
        var bare = full with
        {
            Id = IdOf(2),
            ApiUserId = null,
            SecretFingerprint = null,
            MustChangePassword = false,
            Generation = 0,
            CookieHash = null,
            CookieUsedAt = null,
            Address = null,
        };
        await Store.AddAsync(full, default);
        await Store.AddAsync(bare, default);
        Assert.Equal(full, (await Store.FindAsync(full.Id, default))!.Value);
        Assert.Equal(bare, (await Store.FindAsync(bare.Id, default))!.Value);
    }

    [Fact]
    public async Task Another_id_at_the_same_address_or_of_another_kind_finds_no_session()
    {
        var session = Known.Session(pid);
        await Store.AddAsync(session, default);
        Assert.Null(await Store.FindAsync(IdOf(10), default));
        Assert.Null(await Store.FindAsync(AccountId.At(AccountKind.ApiUser, pid, 7, 15, 9), default));
        Assert.Null(await Store.FindAsync(AccountId.At(AccountKind.Session, pid, 7, 14, 9), default)); // another bucket
    }

    [Fact]
    public async Task A_session_is_rotated_only_at_the_version_that_was_read()
    {
        await Store.AddAsync(Known.Session(pid), default);
        var read = (await Store.FindAsync(IdOf(9), default))!;
        var next = read.Value with { Generation = 4, RotatedAt = Known.Now.AddMinutes(1) };
        Assert.True(await Store.RotateAsync(read with { Value = next }, default));
        Assert.False(await Store.RotateAsync(read with { Value = next with { Generation = 5 } }, default));
        Assert.Equal(next, (await Store.FindAsync(IdOf(9), default))!.Value);
    }

    [Fact]
    public async Task A_use_is_recorded_and_nothing_else_changes()
    {
        await Store.AddAsync(Known.Session(pid), default);
        await Store.RecordUseAsync(IdOf(9), Known.Now.AddMinutes(5), default);
        Assert.Equal(
            Known.Session(pid) with { CookieUsedAt = Known.Now.AddMinutes(5) }, (await Store.FindAsync(IdOf(9), default))!.Value);
    }

    [Fact]
    public async Task A_use_of_a_session_that_has_ended_does_not_bring_it_back()
    {
        await Store.RecordUseAsync(IdOf(9), Known.Now, default);
        Assert.Null(await Store.FindAsync(IdOf(9), default));
    }

    [Fact]
    public async Task The_sessions_of_exactly_one_operator_are_listed()
    {
        var first = Known.Session(pid);
        var second = first with { Id = IdOf(2), ApiUserId = null };
        await Store.AddAsync(first, default);
        await Store.AddAsync(second, default);
        await Store.AddAsync(first with { Id = AccountId.At(AccountKind.Session, pid, 8, 15, 9) }, default);
        await Store.AddAsync(first with { Id = IdOf(3), OperatorId = AccountId.At(AccountKind.Operator, pid, 7, 15, 99) }, default);
        var listed = await Store.ListOfOperatorAsync(OperatorId, default).ToListAsync();
        Assert.Equal([second, first], listed.OrderBy(session => session.Id.Random));
    }

    [Fact]
    public async Task An_ended_session_is_gone_and_cannot_be_rotated()
    {
        await Store.AddAsync(Known.Session(pid), default);
        var read = (await Store.FindAsync(IdOf(9), default))!;
        await Store.DeleteAsync(IdOf(9), default);
        Assert.Null(await Store.FindAsync(IdOf(9), default));
        Assert.False(await Store.RotateAsync(read, default));
        await Store.DeleteAsync(IdOf(9), default);
    }

    [Fact]
    public async Task Only_the_operators_own_expired_sessions_are_purged()
    {
        var time = Known.Now.AddDays(1);
        var colleagues = Known.Session(pid) with { Id = AccountId.At(AccountKind.Session, pid, 8, 15, 9), EndsAt = time };
        await Store.AddAsync(Known.Session(pid) with { EndsAt = time }, default);
        await Store.AddAsync(Known.Session(pid) with { Id = IdOf(2), EndsAt = time.AddSeconds(1) }, default);
        await Store.AddAsync(colleagues, default);
        Assert.Equal(1, await Store.PurgeExpiredAsync(OperatorId, time, default));
        Assert.Equal(0, await Store.PurgeExpiredAsync(OperatorId, time, default));
        Assert.Null(await Store.FindAsync(IdOf(9), default));
        Assert.NotNull(await Store.FindAsync(IdOf(2), default));
        Assert.NotNull(await Store.FindAsync(colleagues.Id, default));
    }

    [Fact]
    public async Task At_most_a_hundred_sessions_are_purged_at_once()
    {
        for (var i = 0; i < 101; i++) await Store.AddAsync(Known.Session(pid) with { Id = IdOf((ulong)i), EndsAt = Known.Now }, default);
        Assert.Equal(100, await Store.PurgeExpiredAsync(OperatorId, Known.Now, default));
        Assert.Equal(1, await Store.PurgeExpiredAsync(OperatorId, Known.Now, default));
    }

    [Fact]
    public async Task All_sessions_of_an_operator_are_purged_and_no_others()
    {
        var colleagues = Known.Session(pid) with { Id = AccountId.At(AccountKind.Session, pid, 8, 15, 9) };
        await Store.AddAsync(Known.Session(pid), default);
        await Store.AddAsync(Known.Session(pid) with { Id = IdOf(2) }, default);
        await Store.AddAsync(colleagues, default);
        Assert.Equal(2, await Store.PurgeOfOperatorAsync(OperatorId, default));
        Assert.Equal(0, await Store.PurgeOfOperatorAsync(OperatorId, default));
        Assert.NotNull(await Store.FindAsync(colleagues.Id, default));
    }

    [Fact]
    public async Task The_sessions_of_another_operator_with_the_same_number_stay()
    {
        await Store.AddAsync(Known.Session(pid), default);
        Assert.Equal(0, await Store.PurgeOfOperatorAsync(AccountId.At(AccountKind.Operator, pid, 7, 15, 99), default));
        Assert.NotNull(await Store.FindAsync(Known.Session(pid).Id, default));
    }

    private AccountId IdOf(ulong random) => AccountId.At(AccountKind.Session, pid, 7, 15, random);
}

public sealed class InMemorySessionStoreTests : SessionStoreContract
{
    protected override ISessionStore Store { get; } = Ports.InMemory().GetRequiredService<ISessionStore>();
}

public sealed class TableSessionStoreTests(OnAzurite azurite) : SessionStoreContract, IClassFixture<OnAzurite>
{
    protected override ISessionStore Store => azurite.Services.GetRequiredService<ISessionStore>();
}
