using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Tests.Reports;

public sealed class StatsTests : IAsyncLifetime
{
    private static readonly AccountId BobId = AccountId.At(AccountKind.Operator, 42, 8, 3, 1);
    private static readonly AccountId CleoId = AccountId.At(AccountKind.Operator, 42, 9, 3, 1);

    private readonly CoreUnderTest app = new();

    /// <summary>
    /// Ada has an API user and a service, Bob an API user in another bucket, and Cleo a service that was not used today; partner 43 has one
    /// too.
    /// </summary>
    public async ValueTask InitializeAsync()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await app.Operators.KeepAsync(AnOperator.Active() with { Id = BobId, UserName = "bob" });
        await app.Operators.KeepAsync(AnOperator.Active() with { Id = CleoId, UserName = "Cleo" });
        var (adas, bobs) = (Known.ApiUser(1), AccountId.At(AccountKind.ApiUser, 42, 8, 3, 1));
        await AddApiUserAsync(
            adas, Known.OperatorId, APing.At(Known.Now, 3, adas, (610, 1)), APing.At(Known.Now.AddDays(-1), 4, adas, (606, 2), (610, 2)));
        await AddServiceAsync(
            AService.Working().Id, Known.OperatorId, APing.At(Known.Now.AddHours(-10), 2, AService.Working().Id, (606, 5)));
        await AddApiUserAsync(
            bobs, BobId, APing.At(Known.Now, 5, bobs), APing.At(Known.Now.AddDays(-1), 7, bobs),
            APing.At(Known.Now.AddDays(-7), 9, bobs, (601, 1)));
        var cleos = AccountId.At(AccountKind.CustomService, 42, 9, 3, 1);
        await AddServiceAsync(cleos, CleoId, APing.At(Known.Now.AddDays(-1), 7, cleos));
        var others = Known.ApiUser(1, pid: 43);
        await AddApiUserAsync(others, AccountId.At(AccountKind.Operator, 43, 7, 15, 1), APing.At(Known.Now, 100, others, (610, 100)));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Todays_requests_are_by_operator_most_first_and_ties_by_user_name() => Assert.Equal(
        ["2026-11-22 10: ada@partner.example 5, bob 5"], await UsageAsync(Callers.Administrator, 1));

    [Fact]
    public async Task The_last_7_days_include_today_and_days_without_requests() => Assert.Equal(
        [
            "2026-11-22 10: ada@partner.example 5, bob 5", "2026-11-21 18: Cleo 7, bob 7, ada@partner.example 4", "2026-11-20 0: ",
            "2026-11-19 0: ",
            "2026-11-18 0: ", "2026-11-17 0: ", "2026-11-16 0: ",
        ],
        await UsageAsync(Callers.Administrator, 7));

    [Fact]
    public async Task Errors_are_by_code_most_first_and_ties_by_code() => Assert.Equal(
        [
            "2026-11-22 6: 606 5, 610 1", "2026-11-21 4: 606 2, 610 2", "2026-11-20 0: ", "2026-11-19 0: ", "2026-11-18 0: ",
            "2026-11-17 0: ", "2026-11-16 0: ",
        ],
        await ErrorsAsync(Callers.Administrator, 7));

    [Fact]
    public async Task A_caller_sees_its_own_usage_and_that_of_operators_it_has_rights_over()
    {
        Assert.Equal(["2026-11-22 5: ada@partner.example 5", "2026-11-21 4: ada@partner.example 4"], await UsageAsync(Callers.Ada, 2));
        Assert.Equal(["2026-11-22 6: 606 5, 610 1"], await ErrorsAsync(Callers.Ada, 1));
        var granted = new Caller(BobId, "Bob", Grants.None.Plus(9, [Permission.ReadApiUsers]));
        Assert.Equal(["2026-11-22 5: bob 5", "2026-11-21 14: Cleo 7, bob 7"], await UsageAsync(granted, 2));
        Assert.Equal(["2026-11-22 0: "], await ErrorsAsync(granted, 1));
    }

    [Fact]
    public async Task The_usage_of_a_deleted_operator_is_not_reported()
    {
        var gone = (await app.Operators.FindAsync(42, 8, default))!;
        Assert.True(await app.Operators.DeleteAsync(gone, partner: null, app.NewEntry(BobId, AuditAction.OperatorDeleted), default));
        Assert.Equal(["2026-11-22 5: ada@partner.example 5"], await UsageAsync(Callers.Administrator, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task Asking_for_more_days_than_errors_are_stored_throws(int days)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => UsageAsync(Callers.Administrator, days));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ErrorsAsync(Callers.Administrator, days));
    }

    private async Task<IEnumerable<string>> UsageAsync(Caller caller, int days)
    {
        var read = (await app.Get<ReadUsageStats>().ExecuteAsync(caller, days, default)).Value();
        return read.Select(
            day => $"{day.Date:yyyy-MM-dd} {day.Total}: {string.Join(", ", day.Operators.Select(of => $"{of.UserName} {of.Count}"))}");
    }

    private async Task<IEnumerable<string>> ErrorsAsync(Caller caller, int days)
    {
        var read = (await app.Get<ReadErrorStats>().ExecuteAsync(caller, days, default)).Value();
        return read.Select(
            day => $"{day.Date:yyyy-MM-dd} {day.Total}: {string.Join(", ", day.Errors.Select(error => $"{error.Code} {error.Count}"))}");
    }

    private Task AddApiUserAsync(AccountId id, AccountId operatorId, params UsagePing[] pings) => app.KeepAsync(
        AnApiUser.Working() with { Id = id, OperatorId = operatorId, Usage = AccountUsage.None.Plus(pings, Known.Now) });

    private Task AddServiceAsync(AccountId id, AccountId operatorId, params UsagePing[] pings) => app.KeepAsync(
        AService.Working() with { Id = id, OperatorId = operatorId, Usage = AccountUsage.None.Plus(pings, Known.Now) });
}
