using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Usage;

/// <summary>What to do with a valid credential while its use cannot be put on the queue.</summary>
public enum OnOutage
{
    /// <summary>
    /// It is let through; its ping waits on the disk, in <see cref="UsageOptions.SpoolFolder"/>. Where it cannot be written it waits in
    /// memory, within <see cref="UsageOptions.MaxBufferedPings"/>.
    /// </summary>
    Degrade,

    /// <summary>It is answered 503, so that nothing answered goes uncounted.</summary>
    Refuse,
}

/// <summary>When a call is answered.</summary>
public enum Acknowledge
{
    /// <summary>When the queue has its ping: what is answered is counted, whatever ends in between.</summary>
    Durable,

    /// <summary>At once; its ping waits in memory for <see cref="UsageOptions.FlushInterval"/>, and a crash loses those that wait.</summary>
    Immediate,
}

/// <summary>How usage is counted: the settings <c>Usage__…</c>.</summary>
public sealed class UsageOptions
{
    public const string Section = "Usage";

    /// <value><c>Durable</c> or <c>Immediate</c>; <c>Durable</c> unless set.</value>
    public Acknowledge Acknowledge { get; set; } = Acknowledge.Durable;

    /// <summary>With <see cref="Acknowledge.Durable"/>, the least time from one send to the next; what comes in meanwhile goes with the next one.</summary>
    /// <value>00:00:00 to 00:00:05; 00:00:00.020 unless set.</value>
    [AllowedRange("00:00:00", "00:00:05")]
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The same with <see cref="Acknowledge.Immediate"/>.</summary>
    /// <value>00:00:00.100 to 00:01:00; 00:00:05 unless set.</value>
    [AllowedRange("00:00:00.100", "00:01:00")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer waits for its ping to be on the queue, before <see cref="OnOutage"/> says what to do.</summary>
    /// <value>00:00:00.100 to 00:01:00; 00:00:02 unless set.</value>
    [AllowedRange("00:00:00.100", "00:01:00")]
    public TimeSpan DurableWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <value><c>Degrade</c> or <c>Refuse</c>; <c>Degrade</c> unless set.</value>
    public OnOutage OnOutage { get; set; } = OnOutage.Degrade;

    /// <summary>How many API users' pings may wait in memory while the queue does not take them; those being sent are among them.</summary>
    /// <value>1,000 to 10,000,000; 100,000 unless set.</value>
    [AllowedRange(1_000, 10_000_000)]
    public int MaxBufferedPings { get; set; } = 100_000;

    /// <summary>Where usage is written that the queue does not take (<see cref="OnOutage.Degrade"/>); several processes may share it.</summary>
    /// <value>A folder that can be written to; one of this user in the platform's folder for temporary files unless set.</value>
    public string? SpoolFolder { get; set; }

    /// <summary>How much of it this process may fill, in 1,000,000 bytes: a message takes 4,096 bytes or a multiple of them.</summary>
    /// <value>0 to 1,000,000; 256 unless set. With 0 nothing is written.</value>
    [AllowedRange(0, 1_000_000)]
    public int SpoolMaxMegabytes { get; set; } = 256;

    /// <summary>How long the aggregator waits for more messages to combine with the first.</summary>
    /// <value>00:00:00 to 00:00:10; 00:00:00.200 unless set.</value>
    [AllowedRange("00:00:00", "00:00:10")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the aggregator tries again by itself while the tables do not answer, before the queue delivers the message anew.</summary>
    /// <value>00:00:00 to 00:04:30; 00:04:00 unless set, which is within the host's shortest time limit of a function.</value>
    [AllowedRange("00:00:00", "00:04:30")]
    public TimeSpan RetryWindow { get; set; } = TimeSpan.FromMinutes(4);
}

[OptionsValidator]
internal sealed partial class UsageOptionsValidator : IValidateOptions<UsageOptions>;
