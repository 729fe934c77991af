using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>A recorder with a queue and a disk that take what the test lets them.</summary>
internal sealed class SpoolingRecorder
{
    public static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded now. Try again later.");

    public SpoolingRecorder()
    {
        App = new(Queue, Spool, Settings);
        Clock.Advance(TimeSpan.FromSeconds(5));
    }

    public FakeUsageSender Queue { get; } = new();

    public FakeUsageSpool Spool { get; } = new();

    public CoreUnderTest App { get; }

    public QueueOutage Outage => App.Get<QueueOutage>();

    public FakeClock Clock => App.Clock;

    public UsageOptions Settings { get; } = new();

    public UsageRecorder Recorder => App.Get<UsageRecorder>();

    public async Task<Error?> RecordAsync(int number) =>
        (await Recorder.RecordAsync(Known.ApiUser(number), usedPreviousSecret: false, default)).Error;

    /// <summary>A send that runs until the test lets the queue take it.</summary>
    public async Task<PendingSend> HoldAsync()
    {
        _ = RecordAsync(99);
        return await Queue.NextAsync();
    }

    /// <summary>A send that has hung for the durable wait, and the disk is to have it.</summary>
    public async Task<(PendingAppend Append, Task<Error?> Recording)> HangAsync()
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
