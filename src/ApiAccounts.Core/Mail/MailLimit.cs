using System.Globalization;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Limits the mails to one mailbox, over all instances: those of all operators and kinds. A mail counts when it is enqueued, whether or not
/// the mail server accepts it. A mail that asks for a confirmation counts for its operator too, which could ask one stranger after the
/// other.
/// </summary>
public sealed class MailLimit(MailTallies tallies, IOptions<MailOptions> options)
{
    /// <returns>A permit, which is refused if one more is over the limit.</returns>
    internal async Task<MailPermit> TakeAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var (perHour, perDay) = (options.Value.MaxPerHour, options.Value.MaxPerDay);
        var taken = new List<CountedMail>();
        foreach (var key in KeysOf(mail))
        {
            var counted = await tallies.CountAsync(key, perHour, perDay, cancellationToken);
            if (counted.Wait is { } wait)
            {
                await GiveBackAsync(new(taken, Refusal: null), cancellationToken);
                return new([], TooMany(wait));
            }
            taken.Add(counted);
        }
        return new(taken, Refusal: null);
    }

    /// <summary>Its mail was not enqueued.</summary>
    internal async Task GiveBackAsync(MailPermit permit, CancellationToken cancellationToken)
    {
        foreach (var counted in permit.Counted) await tallies.DiscountAsync(counted, cancellationToken);
    }

    private static IEnumerable<string> KeysOf(OutgoingMail mail)
    {
        yield return MailTallies.KeyOf("to", EmailAddress.MailboxOf(mail.Recipient));
        if (mail.Template == MailTemplate.EmailConfirmation) yield return MailTallies.KeyOf("asks for", mail.OperatorId.ToString());
    }

    private Error TooMany(TimeSpan wait) => new(
        ErrorKind.TooManyRequests,
        "too_many_mails",
        string.Create(
            CultureInfo.InvariantCulture,
            $"At most {options.Value.MaxPerHour} mails an hour and {options.Value.MaxPerDay} a day go to one address. Try again later."))
    {
        RetryAfter = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds))),
    };
}

/// <param name="Counted">What it has been counted as.</param>
/// <param name="Refusal">Null if the mail may be enqueued.</param>
internal sealed record MailPermit(IReadOnlyList<CountedMail> Counted, Error? Refusal);
