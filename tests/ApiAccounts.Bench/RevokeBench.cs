using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ApiAccounts.Bench.Figures;
using ApiAccounts.Bench.Load;
using ApiAccounts.Bench.Running;

namespace ApiAccounts.Bench;

/// <summary>
/// Two instances on one storage. An API user that both know is deleted through the first while it calls the second without pause: how long
/// does the second still accept it?
/// </summary>
internal static class RevokeBench
{
    private const int Callers = 4;

    /// <summary>Between one call and the next of a caller.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>After the first refusal, so that a later acceptance would be seen.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task MeasureAsync(Run run)
    {
        run.Report.Note(
            "From the answer of the DELETE on one instance to the first refusal of another, which the API user calls all the time.");
        var account = run.NewAccount();
        await using var firstWire = await CountingProxy.StartAsync(account);
        await using var secondWire = await CountingProxy.StartAsync(account);
        await using var first = await BenchApp.StartAsync(firstWire.Account);
        await using var second = await BenchApp.StartAsync(secondWire.Account);
        var partner = await SeededPartner.AddAsync(first.BackDoor, new(1, 1, 0), run.Stopping);
        await FeedReadsWithTrafficAsync(run, second, secondWire, partner);

        var repetitions = run.Usually(60, 5);
        var revoked = new List<Credential>();
        var delays = new List<double>();
        for (var number = 0; number < repetitions; number++)
        {
            if (number % 10 == 0) run.Progress($"revocation {number + 1} of {repetitions}");
            var apiUser = await NewApiUserAsync(run, first, partner);
            delays.Add((await RevokeAsync(run, first, second, partner, apiUser)).TotalMilliseconds);
            revoked.Add(apiUser);
        }
        foreach (var apiUser in revoked) await MustBeRefusedAsync(run, [first, second], apiUser);

        const string Subject = "refused by the other instance after";
        run.Report.Add(Subject, "each", "ms", delays);
        var slow = Statistics.Percentile(delays, 99);
        run.Report.Add(Subject, "p50", "ms", Statistics.Percentile(delays, 50));
        run.Report.Add(Subject, "p99", "ms", slow);
        run.Report.Add(Subject, "longest", "ms", delays.Max());
        run.Report.Add(
            new("revocation seen by another instance, p99", Bound.AtMost, 1_100, "ms", slow, $"of {repetitions}, none accepted later"));
        await FeedReadsWithoutTrafficAsync(run, firstWire, secondWire);
    }

    private static async Task<Credential> NewApiUserAsync(Run run, BenchApp app, SeededPartner partner)
    {
        var path = $"/api/v1/operators/{partner.Operators[0]}/api-users";
        using var request = partner.Administrator.As(HttpMethod.Post, path, new { description = "to be revoked" });
        var made = JsonElement.Parse(await app.Client.ExpectAsync(request, HttpStatusCode.Created, run.Stopping));
        return Credential.Of(made.GetProperty("userName").GetString()!, made.GetProperty("secret").GetString()!);
    }

    private static async Task<TimeSpan> RevokeAsync(Run run, BenchApp first, BenchApp second, SeededPartner partner, Credential apiUser)
    {
        var known = await first.Client.VerifyAsync(apiUser, run.Stopping);
        if (known != HttpStatusCode.OK) throw new BenchFailure($"/verify answered {(int)known} to a new credential.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping);
        var traffic = new Traffic();
        var callers = Enumerable.Range(0, Callers).Select(_ => traffic.RunAsync(second, apiUser, ending.Token)).ToList();
        await traffic.FirstAnswerAsync().WaitAsync(Patience, run.Stopping);

        // At any moment between two looks at the feed.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1_000)), run.Stopping);
        if (traffic.FirstRefusal is not null) throw new BenchFailure("/verify refused a credential before it was revoked.");
        using var request = partner.Administrator.As(HttpMethod.Delete, $"/api/v1/api-users/{apiUser.Id}");
        await first.Client.ExpectAsync(request, HttpStatusCode.OK, run.Stopping);
        var answered = Stopwatch.GetTimestamp();

        var refusal = await traffic.FirstRefusalAsync().WaitAsync(Patience, run.Stopping);
        await Task.Delay(Beyond, run.Stopping);
        await ending.CancelAsync();
        await Task.WhenAll(callers);
        if (traffic.AcceptedAfterRefusal) throw new BenchFailure("A revoked credential was refused, and then accepted again.");
        return refusal > answered ? Stopwatch.GetElapsedTime(answered, refusal) : TimeSpan.Zero;
    }

    private static async Task MustBeRefusedAsync(Run run, BenchApp[] apps, Credential apiUser)
    {
        foreach (var app in apps)
        {
            var status = await app.Client.VerifyAsync(apiUser, run.Stopping);
            if (status != HttpStatusCode.Unauthorized)
                throw new BenchFailure($"/verify answered {(int)status} to a credential that was revoked long ago.");
        }
    }

    private static async Task FeedReadsWithTrafficAsync(Run run, BenchApp app, CountingProxy wire, SeededPartner partner)
    {
        run.Progress("feed reads with traffic");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping);
        var traffic = new Traffic();
        var callers = Enumerable.Range(0, Callers).Select(_ => traffic.RunAsync(app, partner.Administrator, ending.Token)).ToList();
        await traffic.FirstAnswerAsync().WaitAsync(Patience, run.Stopping);
        await Task.Delay(TimeSpan.FromSeconds(1), run.Stopping);
        wire.Reset();
        var clock = Stopwatch.StartNew();
        await Task.Delay(run.Usually(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)), run.Stopping);
        var (reads, time) = (wire.Calls.Count(StorageCost.IsFeedRead), clock.Elapsed.TotalSeconds);
        await ending.CancelAsync();
        await Task.WhenAll(callers);
        run.Report.Add("feed reads of an instance", "with traffic", "1/s", reads / time);

        // So many reads have one pause less between them, and that is what the time is long enough for or not.
        var rate = Math.Max(0, reads - 1) / time;
        run.Report.Add(new("feed reads of an instance, with traffic", Bound.AtMost, 2, "1/s", rate, "from one read to the next"));
    }

    private static async Task FeedReadsWithoutTrafficAsync(Run run, params CountingProxy[] wires)
    {
        run.Progress("feed reads without traffic");
        await Task.Delay(run.Usually(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)), run.Stopping);
        foreach (var wire in wires) wire.Reset();
        await Task.Delay(run.Usually(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)), run.Stopping);
        var reads = wires.Sum(wire => wire.Calls.Count(StorageCost.IsFeedRead));
        run.Report.Add("feed reads of an instance", "without traffic", "", reads);
        run.Report.Add(new("feed reads without traffic", Bound.AtMost, 0, "", reads, "of both instances"));
    }

    /// <summary>One API user calling one instance, and what it is answered.</summary>
    private sealed class Traffic
    {
        private readonly TaskCompletionSource firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<long> firstRefusal = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool acceptedAfterRefusal;

        /// <summary>When, as a timestamp; null as long as there is none.</summary>
        public long? FirstRefusal => firstRefusal.Task.IsCompletedSuccessfully ? firstRefusal.Task.Result : null;

        /// <summary>By a request that was sent after the first refusal had come.</summary>
        public bool AcceptedAfterRefusal => acceptedAfterRefusal;

        public Task FirstAnswerAsync() => firstAnswer.Task;

        public Task<long> FirstRefusalAsync() => firstRefusal.Task;

        public async Task RunAsync(BenchApp app, Credential apiUser, CancellationToken ending)
        {
            try
            {
                while (true)
                {
                    var wasRefused = FirstRefusal is not null;
                    var status = await app.Client.VerifyAsync(apiUser, ending);
                    if (status == HttpStatusCode.Unauthorized) firstRefusal.TrySetResult(Stopwatch.GetTimestamp());
                    else if (status != HttpStatusCode.OK) throw new BenchFailure($"/verify answered {(int)status}.");
                    else if (wasRefused) acceptedAfterRefusal = true;
                    firstAnswer.TrySetResult();
                    await Task.Delay(Pause, ending);
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // Enough.
            }
            catch (Exception exception)
            {
                firstAnswer.TrySetException(exception);
                firstRefusal.TrySetException(exception);
                throw;
            }
        }
    }
}
