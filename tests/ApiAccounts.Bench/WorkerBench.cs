using ApiAccounts.Bench.Figures;
using ApiAccounts.Bench.Load;
using ApiAccounts.Bench.Running;
using ApiAccounts.Bench.Usage;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Bench;

/// <summary>
/// What the real worker adds to a call: an empty function, <c>/healthz/live</c> and <c>/verify</c> behind the Functions host of the tests.
/// </summary>
internal static class WorkerBench
{
    private const int Connections = 32;
    private static readonly PartnerShape Accounts = new(ApiUsers: 1_000, ApiUsersOfOperator: 10, Hours: 0);

    public static async Task MeasureAsync(Run run)
    {
        run.Report.Note(
            "The published app on the real worker; the Functions host is the small one of the tests, which does less than the real one: read its CPU as the least there can be.");
        run.Report.Note("1,000 accounts in turn, Immediate. Host, worker, self-host, load driver and Azurite share the machine.");
        run.Progress("starting");
        var account = run.NewAccount();
        var settings = BenchSettings.For(account, ("Usage__Acknowledge", "Immediate"));
        await using var empty = await BenchWorker.StartAsync(PublishedApp.Empty, BenchSettings.For(account));
        await using var app = await BenchWorker.StartAsync(PublishedApp.ApiAccounts, settings);
        await using var selfHost = await BenchApp.StartAsync(run.NewAccount());
        await using var backDoor = new BackDoor(settings);
        var partner = await SeededPartner.AddAsync(backDoor, Accounts, run.Stopping);
        await app.Client.VerifyEachAsync(partner.ApiUsers, run.Stopping);
        using var wrk = new Wrk(partner.ApiUsers);

        run.Progress("throughput");
        var nothing = new LoadTarget("an empty function, worker", empty.At("/empty"), empty.Servers, Connections);
        var live = new LoadTarget("/healthz/live, worker", app.At("/healthz/live"), app.Servers, Connections);
        var verify = new LoadTarget("/verify, worker", app.At("/verify"), app.Servers, Connections);
        var selfHosted = new LoadTarget("/healthz/live, self-host", selfHost.At("/healthz/live"), selfHost.ProcessId, Connections);
        var usage = new UsageBacklog(account);
        var duration = TimeSpan.FromSeconds(run.Usually(5, 2));
        await LoadTarget.InterleaveAsync(
            wrk, [nothing, live, verify, selfHosted], run.Usually(5, 2), duration, duration, () =>
                usage.DrainedAsync(run.Stopping), run.Stopping);

        var nothingRate = nothing.AddTo(run.Report);
        var liveRate = live.AddTo(run.Report, nothingRate);
        var verifyRate = verify.AddTo(run.Report, nothingRate);
        selfHosted.AddTo(run.Report);
        run.Report.Add(
            "/healthz/live, worker", "CPU of a request ÷ that on the self-host", "",
            Statistics.Ratio(live.ServerTime!.Values, selfHosted.ServerTime!.Values));
        run.Report.Compare("/healthz/live ÷ an empty function, worker", Bound.AtLeast, 0.95, liveRate, nothingRate);
        run.Report.Compare("/verify ÷ an empty function, worker", Bound.AtLeast, 0.85, verifyRate, nothingRate);
    }
}
