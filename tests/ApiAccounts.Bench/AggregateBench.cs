using System.Diagnostics;
using ApiAccounts.Bench.Figures;
using ApiAccounts.Bench.Running;
using ApiAccounts.Bench.Usage;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Bench;

/// <summary>
/// Usage worked off: pings a second beside the naive design, and storage calls. The counts are exact at the end, or there are no figures.
/// </summary>
internal static class AggregateBench
{
    private const int PingsOfMessage = 1_000;
    private static readonly PartnerShape Accounts = new(ApiUsers: PingsOfMessage, ApiUsersOfOperator: 10, Hours: 0);

    public static async Task MeasureAsync(Run run)
    {
        run.Report.Note("1,000 API users in one bucket, 1,000 pings a message.");
        run.Report.Note("The rate is of the last three quarters of a backlog, so that the start of the app is not in it.");
        var rounds = run.Usually(3, 1);
        var (batched, naive) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            run.Progress($"round {round + 1} of {rounds}");
            naive.Add(await NaiveRateAsync(run));
            batched.Add(await RateAsync(run));
        }
        var naiveRate = run.Report.Add("naive design", "pings", "1/s", naive);
        var rate = run.Report.Add("a backlog of messages", "pings", "1/s", batched);
        run.Report.AddRatio(rate, naiveRate);
        run.Report.Compare("pings a second ÷ naive design", Bound.AtLeast, 300, rate, naiveRate);

        run.Progress("storage calls");
        await NaiveCallsAsync(run);
        await BacklogCallsAsync(run);
        await LoneMessageCallsAsync(run);
    }

    /// <summary>A storage with 1,000 API users, and no app any more.</summary>
    private static async Task<(StorageAccount Account, SeededPartner Partner)> SeedAsync(Run run)
    {
        var account = run.NewAccount();
        await using var app = await BenchApp.StartAsync(account);
        return (account, await SeededPartner.AddAsync(app.BackDoor, Accounts, run.Stopping));
    }

    private static async Task<double> RateAsync(Run run)
    {
        var (account, partner) = await SeedAsync(run);
        var messages = run.Usually(400, 60);
        var queue = new UsageBacklog(account);
        await queue.SendAsync(Ids(partner), messages, run.Stopping);
        await using var app = await BenchApp.StartAsync(account);

        var clock = Stopwatch.StartNew();
        var left = await LeftAsync(queue, atMost: messages * 3 / 4, run.Stopping);
        var from = clock.Elapsed;
        await LeftAsync(queue, atMost: 0, run.Stopping);
        var rate = left * PingsOfMessage / (clock.Elapsed - from).TotalSeconds;
        await MustBeCountedAsync(app, partner, messages);
        return rate;
    }

    private static async Task<int> LeftAsync(UsageBacklog queue, int atMost, CancellationToken stopping)
    {
        while (true)
        {
            var left = await queue.LengthAsync(stopping);
            if (left <= atMost) return left;
            await Task.Delay(TimeSpan.FromMilliseconds(5), stopping);
        }
    }

    private static async Task<double> NaiveRateAsync(Run run)
    {
        var (account, partner) = await SeedAsync(run);
        var pings = run.Usually(1_000, 100);
        return pings / (await NaiveAsync(run, account, account, partner, pings)).TotalSeconds;
    }

    /// <param name="way">The same account, by the way that the aggregator takes.</param>
    private static async Task<TimeSpan> NaiveAsync(Run run, StorageAccount account, StorageAccount way, SeededPartner partner, int pings)
    {
        var queue = new UsageBacklog(account);
        await using var check = new BackDoor(AppSettings.For(account));
        await using var tables = new BackDoor(AppSettings.For(way));
        var aggregator = new NaiveAggregator(new(way), tables.Accounts);
        var time = TimeSpan.Zero;

        // A few at a time: each get and delete costs this storage time in proportion to what is on the queue.
        const int AtATime = 100;
        foreach (var ids in Ids(partner).Take(pings).Chunk(AtATime))
        {
            foreach (var id in ids) await queue.SendAsync([id], 1, run.Stopping);
            time += await aggregator.DrainAsync(run.Stopping);
        }
        var counted = (await partner.CountsAsync(check.Accounts)).Values.Sum();
        return counted == pings
            ? time
            : throw new BenchFailure($"The naive design counted {counted} pings of {pings}, so there are no figures.");
    }

    private static async Task NaiveCallsAsync(Run run)
    {
        var (account, partner) = await SeedAsync(run);
        var pings = run.Usually(500, 100);
        await using var proxy = await CountingProxy.StartAsync(account);
        await NaiveAsync(run, account, proxy.Account, partner, pings);
        StorageCost.Of(proxy.Calls).AddTo(run.Report, "naive design", "pings", pings);
    }

    private static async Task BacklogCallsAsync(Run run)
    {
        var (account, partner) = await SeedAsync(run);
        var messages = run.Usually(200, 60);
        var queue = new UsageBacklog(account);
        await using var proxy = await CountingProxy.StartAsync(account);
        await using var app = await BenchApp.StartAsync(proxy.Account);
        await queue.SendAsync(Ids(partner), 1, run.Stopping);
        await queue.DrainedAsync(run.Stopping);
        proxy.Reset();
        await queue.SendAsync(Ids(partner), messages, run.Stopping); // past the proxy
        await queue.DrainedAsync(run.Stopping);
        var cost = StorageCost.Of(proxy.Calls);

        var calls = cost.AddTo(run.Report, "a backlog of messages", "pings", messages * PingsOfMessage);
        run.Report.Add(
            new("storage calls of 1,000 pings, a backlog", Bound.AtMost, 4, "", calls, "all calls; rows known from the message before"));
        await MustBeCountedAsync(app, partner, messages + 1);
    }

    private static async Task LoneMessageCallsAsync(Run run)
    {
        var (account, partner) = await SeedAsync(run);
        var queue = new UsageBacklog(account);
        await using var proxy = await CountingProxy.StartAsync(account);
        await using var app = await BenchApp.StartAsync(proxy.Account);
        await queue.SendAsync(Ids(partner), 1, run.Stopping);
        await queue.DrainedAsync(run.Stopping);
        var runs = run.Usually(5, 2);
        var calls = new List<double>();
        for (var number = 0; number < runs; number++)
        {
            proxy.Reset();
            await queue.SendAsync(Ids(partner), 1, run.Stopping);
            await queue.DrainedAsync(run.Stopping);

            // One get brought it. The others looked in vain, as they do whether there is usage or not.
            calls.Add(1 + (StorageCost.Of(proxy.Calls) with { Gets = 0, Polls = 0 }).All);
        }
        var figure = run.Report.Add("a lone message", "storage calls", "per 1,000 pings", calls);
        const string Kind = "rows known from the message before; gets that found nothing aside";
        run.Report.Add(new("storage calls of 1,000 pings, a lone message", Bound.AtMost, 16, "", figure.Median, Kind));
        await MustBeCountedAsync(app, partner, runs + 1);
    }

    private static List<AccountId> Ids(SeededPartner partner) => [.. partner.ApiUsers.Select(apiUser => apiUser.Id)];

    /// <summary>Nothing else has called as these API users.</summary>
    private static async Task MustBeCountedAsync(BenchApp app, SeededPartner partner, int times)
    {
        var counts = await partner.CountsAsync(app.BackDoor.Accounts);
        var right = counts.Values.Count(count => count == times);
        if (right != partner.ApiUsers.Count)
            throw new BenchFailure(
                $"Each API user was used {times} times, and {right} of {partner.ApiUsers.Count} are counted so: no figures.");
    }
}
