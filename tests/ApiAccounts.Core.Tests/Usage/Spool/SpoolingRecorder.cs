using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Recording;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>A recorder with a queue and a disk that take what the test lets them.</summary>
internal sealed class SpoolingRecorder
{
    public static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded at the moment: try again later.");

    public SpoolingRecorder()
    {
        Clock.Advance(TimeSpan.FromSeconds(5));
        Recorder = new(Queue, Spool, Outage, Clock, Options.Create(Settings), Metrics, new FakeLogger<UsageRecorder>());
    }

    public HeldSender Queue { get; } = new();

    public HeldSpool Spool { get; } = new();

    public QueueOutage Outage { get; } = new(new FakeLogger<QueueOutage>());

    public FakeClock Clock { get; } = new(Known.Now);

    public UsageMetrics Metrics { get; } = new();

    public UsageOptions Settings { get; } = new();

    public UsageRecorder Recorder { get; }

    public async Task<Error?> RecordAsync(int number) =>
        (await Recorder.RecordAsync(Known.ApiUser(number), usedPreviousSecret: false, default)).Error;

    /// <summary>A send that runs until the test lets the queue take it.</summary>
    public async Task<HeldSend> HoldAsync()
    {
        _ = RecordAsync(99);
        return await Queue.NextAsync();
    }

    /// <summary>A send that has hung for the durable wait, and the disk is to have it.</summary>
    public async Task<(HeldAppend Append, Task<Error?> Recording)> HangAsync()
    {
        var recording = RecordAsync(1);
        await Queue.NextAsync();
        Clock.Advance(Settings.DurableWait);
        return (await Spool.NextAsync(), recording);
    }

    public async Task BeginOutageAsync()
    {
        var (append, recording) = await HangAsync();
        append.Write();
        Assert.Null(await recording);
        await Spool.OfferAsync();
    }
}
