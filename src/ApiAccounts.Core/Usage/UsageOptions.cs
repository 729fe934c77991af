using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Usage;

/// <summary>How to treat a valid credential while the queue does not accept its use.</summary>
public enum OnOutage
{
    /// <summary>
    /// Accepts it. Its ping waits on disk, in <see cref="UsageOptions.SpoolFolder"/>. If it cannot be written there, it waits in memory,
    /// within <see cref="UsageOptions.MaxBufferedPings"/>.
    /// </summary>
    Degrade,

    /// <summary>Refuses it with 503, so that every accepted use is counted.</summary>
    Refuse,
}

/// <summary>When to respond to a call.</summary>
public enum Acknowledge
{
    /// <summary>When the queue has accepted its ping. Every accepted use is counted, whatever crashes afterwards.</summary>
    Durable,

    /// <summary>At once. Its ping waits in memory for <see cref="UsageOptions.FlushInterval"/>, and a crash loses waiting pings.</summary>
    Immediate,
}

/// <summary>How usage is counted: the settings <c>Usage__…</c>.</summary>
public sealed class UsageOptions
{
    public const string Section = "Usage";

    /// <value><c>Durable</c> or <c>Immediate</c>; <c>Durable</c> by default.</value>
    public Acknowledge Acknowledge { get; set; } = Acknowledge.Durable;

    /// <summary>
    /// The minimum time between two sends with <see cref="Acknowledge.Durable"/>. Pings that arrive meanwhile go with the next send.
    /// </summary>
    /// <value>00:00:00 to 00:00:05; 00:00:00.020 by default.</value>
    [AllowedRange("00:00:00", "00:00:05")]
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The minimum time between two sends with <see cref="Acknowledge.Immediate"/>.</summary>
    /// <value>00:00:00.100 to 00:01:00; 00:00:05 by default.</value>
    [AllowedRange("00:00:00.100", "00:01:00")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a response waits for the queue to accept its ping, before <see cref="OnOutage"/> applies.</summary>
    /// <value>00:00:00.100 to 00:01:00; 00:00:02 by default.</value>
    [AllowedRange("00:00:00.100", "00:01:00")]
    public TimeSpan DurableWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <value><c>Degrade</c> or <c>Refuse</c>; <c>Degrade</c> by default.</value>
    public OnOutage OnOutage { get; set; } = OnOutage.Degrade;

    /// <summary>
    /// The maximum number of API users with pings in memory while the queue does not accept them, including those being sent.
    /// </summary>
    /// <value>1,000 to 10,000,000; 100,000 by default.</value>
    [AllowedRange(1_000, 10_000_000)]
    public int MaxBufferedPings { get; set; } = 100_000;

    /// <summary>
    /// The folder for usage that the queue does not accept (<see cref="OnOutage.Degrade"/>). Several processes may share it.
    /// </summary>
    /// <value>A writable folder; by default one of this user in the platform's folder for temporary files.</value>
    public string? SpoolFolder { get; set; }

    /// <summary>The maximum size of this process's part, in 1,000,000 bytes. A message takes a multiple of 4,096 bytes.</summary>
    /// <value>0 to 1,000,000; 256 by default. With 0 nothing is written.</value>
    [AllowedRange(0, 1_000_000)]
    public int SpoolMaxMegabytes { get; set; } = 256;

    /// <summary>How long the aggregator waits for more messages to combine with the first.</summary>
    /// <value>00:00:00 to 00:00:10; 00:00:00.200 by default.</value>
    [AllowedRange("00:00:00", "00:00:10")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the aggregator retries while the tables do not respond, before the queue redelivers the message.</summary>
    /// <value>00:00:00 to 00:04:30; 00:04:00 by default, which is within the host's shortest time limit of a function.</value>
    [AllowedRange("00:00:00", "00:04:30")]
    public TimeSpan RetryWindow { get; set; } = TimeSpan.FromMinutes(4);
}

[OptionsValidator]
internal sealed partial class UsageOptionsValidator : IValidateOptions<UsageOptions>;
