namespace ApiAccounts.Core.Usage.Messages;

/// <summary>A message of the queue <c>usage-pings</c>, version 1. <c>docs/usage-messages.md</c> documents its format.</summary>
/// <param name="Id">Unique, and the same each time the message is sent or delivered, so that it counts once.</param>
/// <param name="SentAt">When it was created.</param>
/// <param name="Refused">The parts that do not count.</param>
public sealed record UsageMessage(
    string Id, DateTimeOffset SentAt, IReadOnlyList<UsageSection> Sections, IReadOnlyList<RefusedUsage> Refused)
{
    public const string Queue = "usage-pings";

    /// <summary>The maximum number of bytes of JSON. In base64 they fill the 64 KiB of a queue message.</summary>
    public const int MaxBytes = 48 * 1024;
}

/// <summary>A part of a message that is applied in one transaction: pings of one bucket and one hour.</summary>
/// <param name="Index">Its index in the message, from 0.</param>
public sealed record UsageSection(int Index, int Bucket, IReadOnlyList<UsagePing> Pings)
{
    /// <summary>Leaves room in a transaction of 100 for markers and for a section of other API users.</summary>
    public const int MaxPings = 80;
}

/// <summary>A part of a message that does not count.</summary>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="Section">The index of the section in the message.</param>
/// <param name="Json">The refused part as received: a ping or a whole section.</param>
public sealed record RefusedUsage(string Reason, int Section, string Json);
