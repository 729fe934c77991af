using System.Diagnostics;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>A thousand calls, each of which has to be in the list.</summary>
/// <param name="clockSkew">By how much the clock of the system may differ from the one of this machine.</param>
internal sealed class CountedCalls(Stage stage, Credentials manager, Credentials caller, TimeSpan clockSkew)
{
    private const int Calls = 1000;
    private static readonly TimeSpan CountAtMost = TimeSpan.FromSeconds(60);

    /// <returns>The caller, as the list shows it.</returns>
    public async Task<ListedApiUser> PlayAsync()
    {
        stage.Begin($"Call {Calls:N0} times with it, {DemoClient.AtOnce} at a time");
        var from = DateTime.UtcNow;
        await CallAsync();
        var to = DateTime.UtcNow;

        stage.Begin("Wait until the list shows the calls");
        var listed = await CountedAsync();
        if (listed.Requests != Calls) throw new ToolException($"RequestsLast30Days is {listed.Requests:N0} after {Calls:N0} calls.");
        if (listed.LastUsedStatus != "Used") throw new ToolException($"LastUsedStatus is {listed.LastUsedStatus} after {Calls:N0} calls.");

        // Shown in whole seconds.
        var earliest = new DateTime(from.Ticks - (from.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc) - clockSkew;
        if (listed.LastUsed is not { } lastUsed || lastUsed < earliest || lastUsed > to + clockSkew)
            throw new ToolException($"LastUsedDate is not within the time of the calls, {from:HH:mm:ss} to {to:HH:mm:ss} UTC.");
        return listed;
    }

    private async Task CallAsync()
    {
        stage.Print($"GET /verify   (as {caller.UserName})");
        var clock = Stopwatch.StartNew();
        var other = 0;
        Answer? first = null;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = DemoClient.AtOnce, CancellationToken = stage.CancellationToken };
        await Parallel.ForAsync(0, Calls, parallel, async (_, _) =>
        {
            var answer = await stage.SendAsync(HttpMethod.Get, "/verify", caller);
            if (answer.IsVerified) return;
            Interlocked.Increment(ref other);
            Interlocked.CompareExchange(ref first, answer, null);
        });
        if (first is not null)
        {
            throw new ToolException(
                $"{other:N0} of {Calls:N0} calls were refused; the first of them: {first.Status} {first.Body}");
        }
        stage.Print($"{Calls:N0} verified in {clock.Elapsed.TotalSeconds:F1} s");
    }

    private async Task<ListedApiUser> CountedAsync()
    {
        stage.Print($"GET /v4/ApiUser   (as {manager.UserName})");
        var clock = Stopwatch.StartNew();
        var shown = -1L;
        while (shown < Calls)
        {
            if (clock.Elapsed > CountAtMost)
                throw new ToolException($"After {CountAtMost.TotalSeconds} s the list shows {shown:N0} requests instead of {Calls:N0}.");
            if (shown >= 0) await Task.Delay(250, stage.CancellationToken);
            var requests = (await ListedAsync()).Requests;
            if (requests != shown) stage.Print($"after {clock.Elapsed.TotalSeconds:F1} s: RequestsLast30Days {requests:N0}");
            shown = requests;
        }

        await stage.WaitForLateUsageAsync();
        var listed = await ListedAsync();
        stage.Print(listed.Json);
        return listed;
    }

    private async Task<ListedApiUser> ListedAsync() =>
        await ListedApiUser.FindAsync(stage, manager, caller) ?? throw new ToolException("The caller is not in the list.");
}
