using System.Collections.Immutable;

namespace ApiAccounts.Core.Mail;

/// <summary>When the last mails were enqueued that count together.</summary>
/// <param name="Times">In any order: those of the last day, never more than the limit allows.</param>
/// <param name="Write">Unique for each write, to distinguish a retried write from another's.</param>
public sealed record MailTally(ImmutableList<DateTimeOffset> Times, string Write);
