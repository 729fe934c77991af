using System.Collections.Concurrent;
using System.Text.Json;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>
/// All parts together, on a real disk and by the clock of the machine: a queue that goes away, and a process that ends before it is back.
/// </summary>
public sealed class OutageTests : IDisposable
{
    private readonly SpoolDisk disk = new();
    private readonly FickleQueue queue = new();

    public OutageTests() => disk.Options.DurableWait = TimeSpan.FromMilliseconds(100);

    public void Dispose() => disk.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answered_call_is_enqueued_once_after_the_next_start(bool takesWhatItDoesNotAnswer)
    {
        using (var ended = Spool())
        {
            var recorder = Recorder(ended);
            await CallAsync(recorder, times: 100);
            queue.IsOut = true;
            queue.TakesWhatItDoesNotAnswer = takesWhatItDoesNotAnswer;
            await CallAsync(recorder, times: 50);
        }
        if (!takesWhatItDoesNotAnswer) Assert.Equal(100, queue.Counted); // the rest is on the disk alone
        queue.IsOut = false;

        using var next = Spool();
        using var stopping = new CancellationTokenSource();
        var running = Sender(next).RunAsync(stopping.Token);
        await queue.UntilCountedAsync(150);
        await stopping.CancelAsync();
        await running;
        Assert.Equal(150, queue.Counted);
        Assert.Empty(disk.Files("*.json"));
    }

    private FileSpool Spool()
    {
        var spool = disk.App.New<FileSpool>(queue, TimeProvider.System);
        spool.Open();
        return spool;
    }

    private UsageRecorder Recorder(FileSpool spool) =>
        disk.App.New<UsageRecorder>(queue, spool, disk.App.New<QueueOutage>(), TimeProvider.System);

    private SendSpooledUsage Sender(FileSpool spool) =>
        disk.App.New<SendSpooledUsage>(spool, queue, disk.App.New<QueueOutage>(), TimeProvider.System);

    /// <summary>Calls of five callers, each of which waits for its answer.</summary>
    private static Task CallAsync(UsageRecorder recorder, int times) => Task.WhenAll(Enumerable.Range(0, 5).Select(async number =>
    {
        for (var i = 0; i < times / 5; i++)
            Assert.Null((await recorder.RecordAsync(Known.ApiUser(number), usedPreviousSecret: false, default)).Error);
    }));

    /// <summary>Counts as the aggregator does: a message of an id once.</summary>
    private sealed class FickleQueue : IUsageSender
    {
        private readonly ConcurrentDictionary<string, long> taken = new();
        private TaskCompletionSource changed = new();

        public string Address => "https://account.queue.example/usage-pings";

        public bool IsOut { get; set; }

        public bool TakesWhatItDoesNotAnswer { get; set; }

        public long Counted => taken.Values.Sum();

        public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            if (!IsOut || TakesWhatItDoesNotAnswer) Take(message);
            return IsOut ? throw new IOException("No answer.") : Task.CompletedTask;
        }

        public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public async Task UntilCountedAsync(long count)
        {
            while (Counted < count) await Volatile.Read(ref changed).Task;
        }

        private void Take(ReadOnlyMemory<byte> message)
        {
            using var json = JsonDocument.Parse(message);
            taken[json.RootElement.GetProperty("id").GetString()!] = json.RootElement.GetProperty("sections").EnumerateArray()
                .SelectMany(section => section.GetProperty("pings").EnumerateArray()).Sum(ping => ping[1].GetInt64());
            Interlocked.Exchange(ref changed, new()).SetResult();
        }
    }
}
