using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Tables;

/// <summary>A write is done and its answer lost: the client sends it again, which is a success and no conflict.</summary>
public sealed class LostAnswerTests : IClassFixture<OnAzurite>, IAsyncDisposable
{
    private readonly OnAzurite azurite;
    private readonly LossyProxy proxy;
    private readonly ServiceProvider services;
    private readonly uint pid = Known.NewPid();

    public LostAnswerTests(OnAzurite azurite)
    {
        this.azurite = azurite;
        proxy = new(azurite.Account.TablePort);
        services = Ports.On(azurite.Account with { TablePort = proxy.Port });
    }

    private IApiUserStore ApiUsers => services.GetRequiredService<IApiUserStore>();

    private IOperatorStore Operators => services.GetRequiredService<IOperatorStore>();

    private IUsageStore Usage => services.GetRequiredService<IUsageStore>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task Writes_of_an_API_user_survive_a_lost_answer()
    {
        var id = Known.ApiUserId(pid);
        LoseNextTransaction();
        await ApiUsers.AddAsync(Known.ApiUser(id), Known.NewAudit(id), default);
        Assert.NotNull(await azurite.ApiUsers.FindAsync(id, default));

        LoseNextTransaction();
        Assert.True(await ApiUsers.ChangeDescriptionAsync(id, "changed", Known.NewAudit(id), default));

        LoseNextTransaction();
        Assert.True(await ApiUsers.DeleteAsync(id, Known.NewAudit(id), default));
        Assert.Null(await azurite.ApiUsers.FindAsync(id, default));
        Assert.Equal(3, proxy.Lost);
    }

    [Fact]
    public async Task Writes_of_a_custom_service_survive_a_lost_answer()
    {
        var (store, id) = (services.GetRequiredService<ICustomServiceStore>(), Known.ServiceId(pid));
        LoseNextTransaction();
        await store.AddAsync(Known.Service(id), Known.NewAudit(id), default);

        var read = (await store.FindAsync(id, default))!;
        LoseNextTransaction();
        Assert.True(
            await store.IssueTokenAsync(read with { Value = read.Value with { TokenIssuedAt = Known.Now } }, Known.NewAudit(id), default));

        read = (await store.FindAsync(id, default))!;
        LoseNextTransaction();
        Assert.True(await store.RotateAsync(read with { Value = read.Value with { SecretVersion = 9 } }, Known.NewAudit(id), default));
        read = (await store.FindAsync(id, default))!;
        Assert.Equal((Known.Now, 9, 3), (read.Value.TokenIssuedAt, read.Value.SecretVersion, proxy.Lost));
    }

    [Fact]
    public async Task The_three_steps_of_creating_an_operator_survive_a_lost_answer()
    {
        await Operators.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        var partner = (await Operators.FindPartnerAsync(pid, default))!;
        LoseNextTransaction();
        Assert.True(await Operators.AddPendingAsync(partner, Known.Operator(pid), default));

        proxy.LoseNext(line => line.StartsWith("POST ", StringComparison.Ordinal) && line.Contains("/Logins", StringComparison.Ordinal));
        var key = LoginName.KeyOf($"ada of {pid}");
        Assert.True(await Operators.ClaimLoginAsync(key, new(Known.OperatorId(pid)), null, default));
        var login = (await Operators.FindLoginAsync(key, default))!;
        proxy.LoseNext(line => line.StartsWith("PUT ", StringComparison.Ordinal));
        Assert.True(await Operators.ClaimLoginAsync(key, new(Known.OperatorId(pid, 8)), login, default));

        var pending = (await Operators.FindAsync(pid, 7, default))!;
        partner = (await Operators.FindPartnerAsync(pid, default))!;
        LoseNextTransaction();
        var active = pending with { Value = pending.Value with { Status = OperatorStatus.Active } };
        Assert.True(
            await Operators.WriteAsync(new(active, Known.NewAudit(pending.Value.Id)) { Partner = partner }, default));
        Assert.Equal(OperatorStatus.Active, (await azurite.Operators.FindAsync(pid, 7, default))!.Value.Status);
        Assert.Equal(4, proxy.Lost);
    }

    [Fact]
    public async Task Writes_of_a_session_and_a_tally_survive_a_lost_answer()
    {
        var (sessions, tallies) = (services.GetRequiredService<ISessionStore>(), services.GetRequiredService<ISignInTallyStore>());
        LoseNext("POST ", "/Tokens");
        await sessions.AddAsync(Known.Session(pid), default);
        Assert.NotNull(await sessions.FindAsync(Known.Session(pid).Id, default));

        var key = LoginName.KeyOf($"tallied {pid}");
        var tally = new SignInTally("round", 1, 0, Known.Now, "first");
        LoseNext("POST ", "/Logins");
        Assert.True(await tallies.WriteAsync(key, tally, null, default));
        var read = (await tallies.FindAsync(key, default))!;
        LoseNext("PUT ", "/Logins");
        Assert.True(await tallies.WriteAsync(key, tally with { Running = 2, Write = "second" }, read, default));

        var entry = Known.NewAudit(Known.OperatorId(pid));
        LoseNext("POST ", "/Accounts");
        await services.GetRequiredService<IAuditTrail>().AddAsync(entry, default);
        Assert.Equal(4, proxy.Lost);
    }

    [Fact]
    public async Task Usage_whose_answer_was_lost_is_reported_as_applied_before()
    {
        var id = Known.ApiUserId(pid);
        await azurite.ApiUsers.AddAsync(Known.ApiUser(id), Known.NewAudit(id), default);
        var row = (await Usage.ReadAsync(15, [id], default))[id];
        LoseNextTransaction();
        var outcome = await Usage.ApplyAsync(
            15, [new(UtcHour.Of(Known.Now), $"message-{pid}", 0)], [new(id, row.Version, Known.Usage(3))], default);
        Assert.Equal(UsageOutcome.SectionAppliedBefore(0), outcome);
        Assert.Equal(3, (await Usage.ReadAsync(15, [id], default))[id].Value.RequestsLast30Days(Known.Now));
        Assert.Equal(1, proxy.Lost);
    }

    private void LoseNext(string method, string table) => proxy.LoseNext(line =>
        line.StartsWith(method, StringComparison.Ordinal) && line.Contains(table, StringComparison.Ordinal));

    private void LoseNextTransaction() => proxy.LoseNext(line => line.Contains("$batch", StringComparison.Ordinal));
}
