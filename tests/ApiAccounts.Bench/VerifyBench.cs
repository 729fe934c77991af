using System.Globalization;
using System.Net;
using ApiAccounts.Bench.Figures;
using ApiAccounts.Bench.Load;
using ApiAccounts.Bench.Running;
using ApiAccounts.Bench.Usage;

namespace ApiAccounts.Bench;

/// <summary>
/// <c>/verify</c>: how near it comes to an empty endpoint, how long the slowest wait, and what it costs in storage calls.
/// </summary>
internal static class VerifyBench
{
    private const int Few = 32;
    private const int Many = 1_024;
    private const int Pace = 1_000;
    private const double DriversLimit = 1.0 / 3;
    private static readonly PartnerShape Accounts = new(ApiUsers: 1_000, ApiUsersOfOperator: 10, Hours: 0);
    private static readonly (string Name, string? Value) Immediate = ("Usage__Acknowledge", "Immediate");
    private static readonly (string Name, string? Value) Durable = ("Usage__Acknowledge", "Durable");

    public static async Task MeasureAsync(Run run)
    {
        run.Report.Note(
            "1,000 accounts in turn. Server, load driver and Azurite (one for the tables, one for the queues) share the machine; only where calls are counted is there a proxy.");
        await HostAsync(run);
        await ImmediateAsync(run);
        await DurableAsync(run);
        await CallsAtPaceAsync(run, Immediate, atMost: 2);
        await CallsAtPaceAsync(run, Durable, atMost: 200);
        await CallsOfOneAsync(run);
    }

    /// <summary>
    /// What the host costs: on an app that has nothing else to do, because usage that an app counts meanwhile takes CPU from its
    /// <c>/healthz/live</c>.
    /// </summary>
    private static async Task HostAsync(Run run)
    {
        run.Progress("throughput of the host");
        var account = run.NewAccount();
        await using var bare = ChildProcess.Start("dotnet", [typeof(BareServer).Assembly.Location, "bare"]);
        var bareUrl = new Uri((await bare.WaitForOutputAsync("Now listening on: (.*)")).Groups[1].Value.Trim());
        await using var app = await BenchApp.StartAsync(account, Immediate);
        var partner = await SeededPartner.AddAsync(app.BackDoor, Accounts, run.Stopping);
        using var wrk = new Wrk(partner.ApiUsers);

        var empty = new LoadTarget("bare Kestrel, 32 connections", new(bareUrl, BareServer.Plain), bare.Id, Few);
        var dressed = new LoadTarget("bare Kestrel, the app's headers, 32 connections", new(bareUrl, BareServer.WithHeaders), bare.Id, Few);
        var live = new LoadTarget("/healthz/live alone, 32 connections", app.At("/healthz/live"), app.ProcessId, Few);
        await InterleaveAsync(run, wrk, account, rounds: 24, seconds: 1, empty, dressed, live);

        var emptyRate = empty.AddTo(run.Report);
        var dressedRate = dressed.AddTo(run.Report, emptyRate);
        var liveRate = live.AddTo(run.Report, dressedRate);
        run.Report.Compare("/healthz/live ÷ bare Kestrel with the app's headers", Bound.AtLeast, 0.95, liveRate, dressedRate);
        run.Report.Compare("/healthz/live ÷ bare Kestrel without headers", Bound.AtLeast, 0.9, liveRate, emptyRate);
        AddDriver(run.Report, "32 connections, the host", empty, dressed, live);
    }

    private static async Task ImmediateAsync(Run run)
    {
        run.Progress("throughput, Immediate");
        var account = run.NewAccount();
        await using var app = await BenchApp.StartAsync(account, Immediate);
        var partner = await SeededPartner.AddAsync(app.BackDoor, Accounts, run.Stopping);
        await app.Client.VerifyEachAsync(partner.ApiUsers, run.Stopping);
        using var wrk = new Wrk(partner.ApiUsers);

        var live = new LoadTarget("/healthz/live, 32 connections", app.At("/healthz/live"), app.ProcessId, Few);
        var verify = new LoadTarget("/verify, Immediate, 32 connections", app.At("/verify"), app.ProcessId, Few);
        await InterleaveAsync(run, wrk, account, rounds: 24, seconds: 1, live, verify);

        var liveRate = live.AddTo(run.Report);
        var verifyRate = verify.AddTo(run.Report, liveRate);
        run.Report.Compare("/verify, Immediate ÷ /healthz/live", Bound.AtLeast, 0.95, verifyRate, liveRate);
        AddDriver(run.Report, "32 connections, Immediate", live, verify);
    }

    private static async Task DurableAsync(Run run)
    {
        run.Progress("throughput and latency, Durable");
        var account = run.NewAccount();
        await using var app = await BenchApp.StartAsync(account, Durable);
        var partner = await SeededPartner.AddAsync(app.BackDoor, Accounts, run.Stopping);
        await app.Client.VerifyEachAsync(partner.ApiUsers, run.Stopping);
        using var wrk = new Wrk(partner.ApiUsers);

        var live = new LoadTarget("/healthz/live, 1,024 connections", app.At("/healthz/live"), app.ProcessId, Many);
        var many = new LoadTarget("/verify, Durable, 1,024 connections", app.At("/verify"), app.ProcessId, Many);
        var few = new LoadTarget("/verify, Durable, 32 connections", app.At("/verify"), app.ProcessId, Few);
        await InterleaveAsync(run, wrk, account, rounds: 5, seconds: 4, live, many, few);

        var liveRate = live.AddTo(run.Report);
        var manyRate = many.AddTo(run.Report, liveRate);
        few.AddTo(run.Report);
        run.Report.Compare("/verify, Durable ÷ /healthz/live, 1,024 connections", Bound.AtLeast, 0.5, manyRate, liveRate);
        run.Report.Add(
            new("/verify, Durable, 32 connections, p99", Bound.Below, 50, "ms", few.Latency99!.Median, "2 × CommitInterval + 10 ms"));
        AddDriver(run.Report, "1,024 connections, Durable", live, many, few);
    }

    /// <summary>Usage that a run left over is worked off before the next one begins.</summary>
    private static Task InterleaveAsync(
        Run run, Wrk wrk, StorageAccount account, int rounds, int seconds, params IReadOnlyList<LoadTarget> targets)
    {
        var usage = new UsageBacklog(account);
        return LoadTarget.InterleaveAsync(
            wrk,
            targets,
            run.Usually(rounds, 2),
            warmUp: TimeSpan.FromSeconds(run.Usually(6, 2)),
            TimeSpan.FromSeconds(run.Usually(seconds, 2)),
            () => usage.DrainedAsync(run.Stopping),
            run.Stopping);
    }

    private static void AddDriver(Report report, string when, params IReadOnlyList<LoadTarget> targets)
    {
        var share = targets.Max(target => target.DriverShare);
        report.Add(new($"load driver's share of the CPU, {when}", Bound.AtMost, DriversLimit, "", share, "the highest of their medians"));
    }

    /// <summary>
    /// All calls between app and storage from the first answer to the last, three flushes of <c>Immediate</c> among them.
    /// </summary>
    private static async Task CallsAtPaceAsync(Run run, (string Name, string? Value) acknowledge, double atMost)
    {
        run.Progress($"storage calls at {Pace} requests a second, {acknowledge.Value}");
        await using var proxy = await CountingProxy.StartAsync(run.NewAccount());
        await using var app = await BenchApp.StartAsync(proxy.Account, acknowledge);
        var partner = await SeededPartner.AddAsync(app.BackDoor, Accounts, run.Stopping);
        var usage = new UsageBacklog(proxy.Account);
        await PacedLoad.RunAsync(app.Client, partner.ApiUsers, run.Usually(12, 1) * Pace, Pace, run.Stopping); // two flushes of Immediate
        proxy.Reset();

        var requests = run.Usually(15, 2) * Pace;
        var rate = await PacedLoad.RunAsync(app.Client, partner.ApiUsers, requests, Pace, run.Stopping);
        var cost = StorageCost.Of(proxy.Calls);

        var subject = $"/verify, {acknowledge.Value}, {Pace.ToString("N0", CultureInfo.InvariantCulture)} a second";
        run.Report.Add(subject, "requests", "1/s", rate);
        var calls = cost.AddTo(run.Report, subject, "requests", requests);
        var toVerify = (cost.FeedReads + cost.Sends) * 1000.0 / requests;
        run.Report.Add(subject, "of all, feed reads and sends", "per 1,000 requests", toVerify);
        run.Report.Add(subject, "of all, to aggregate and to poll", "per 1,000 requests", calls - toVerify);
        var target = $"storage calls of 1,000 requests, {acknowledge.Value}";
        run.Report.Add(new(target, Bound.AtMost, atMost, "", calls, "all calls, those to aggregate and to poll too"));
        await usage.DrainedAsync(run.Stopping);
    }

    /// <summary>The table calls of one request while nothing is aggregated yet; the feed aside.</summary>
    private static async Task CallsOfOneAsync(Run run)
    {
        run.Progress("storage calls of one request");
        await using var proxy = await CountingProxy.StartAsync(run.NewAccount());
        await using var app = await BenchApp.StartAsync(proxy.Account, Immediate, ("Usage__Linger", "00:00:10"));
        var partner = await SeededPartner.AddAsync(app.BackDoor, new(ApiUsers: 2, ApiUsersOfOperator: 2, Hours: 0), run.Stopping);
        (string Name, Credential ApiUser, int Calls)[] cases =
            [("cold", partner.ApiUsers[0], 2), ("warm operator", partner.ApiUsers[1], 1), ("warm", partner.ApiUsers[0], 0)];
        foreach (var (name, apiUser, expected) in cases)
        {
            proxy.Reset();
            var status = await app.Client.VerifyAsync(apiUser, run.Stopping);
            if (status != HttpStatusCode.OK) throw new BenchFailure($"/verify answered {(int)status} to a good credential.");
            var cost = StorageCost.Of(proxy.Calls);
            var calls = cost.Reads + cost.Writes + cost.Transactions;
            run.Report.Add($"one /verify, {name}", "table calls", "", calls);
            run.Report.Add(new($"storage calls of one /verify, {name}", Bound.AtMost, expected, "", calls, "queue and feed aside"));
        }
    }
}
