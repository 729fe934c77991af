namespace ApiAccounts.Core.Usage.Messages;

/// <summary>A message of the queue <c>usage-pings</c>, version 1. Its form is documented in <c>docs/usage-messages.md</c>.</summary>
/// <param name="Id">Unique to this message and the same each time it is sent or delivered: what makes it count once.</param>
/// <param name="SentAt">When it was made.</param>
/// <param name="Refused">What of it does not count.</param>
public sealed record UsageMessage(
    string Id, DateTimeOffset SentAt, IReadOnlyList<UsageSection> Sections, IReadOnlyList<RefusedUsage> Refused)
{
    public const string Queue = "usage-pings";

    /// <summary>Bytes of JSON: with base64 they fill the 64 KiB of a queue message.</summary>
    public const int MaxBytes = 48 * 1024;
}

/// <summary>A part of a message that is applied as a whole: pings of one bucket and one hour.</summary>
/// <param name="Index">Its place in the message, from 0.</param>
public sealed record UsageSection(int Index, int Bucket, IReadOnlyList<UsagePing> Pings)
{
    /// <summary>Leaves room in a transaction of 100 for markers, and for a second section of other API users.</summary>
    public const int MaxPings = 80;
}

/// <summary>Something in a message that does not count.</summary>
/// <param name="Reason">A sentence.</param>
/// <param name="Section">The section's place in the message.</param>
/// <param name="Json">The refused part as it came: a ping, or a whole section.</param>
public sealed record RefusedUsage(string Reason, int Section, string Json);
