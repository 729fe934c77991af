using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>
/// Gives an operator a link to accept its invitation and sends it by mail only. The link works once, for 7 days, and revokes the
/// previous one.
/// </summary>
public sealed class MailInvitation(
    SecretHasher secrets, EnqueueMail enqueue, IDeadlineStore deadlines, TimeProvider clock, IOptions<InvitationsOptions> options)
{
    private const string Purpose = "invitation";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly Error NoPage = new(
        ErrorKind.Unavailable,
        "invitation_page_not_set_up",
        "This request mails an invitation link, but no page for it is configured (Invitations__Page).");

    /// <summary>Null if links can be mailed.</summary>
    public Error? Refusal => !enqueue.IsSetUp ? EnqueueMail.NotSetUp : options.Value.Page is null ? NoPage : null;

    /// <summary>Gives an operator a link and mails it, in one transaction.</summary>
    /// <param name="write">Writes the operator and the mail in one transaction. Returns false if it wrote neither.</param>
    /// <returns>The operator as written; null if it was not written; an error if its address has had too many mails.</returns>
    internal async Task<Result<Operator>?> ExecuteAsync(
        Versioned<Operator> current, Func<Versioned<Operator>, EncryptedMail, Task<bool>> write, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var endsAt = now + Lifetime;
        var token = LinkToken.New(current.Value.Id, Purpose);
        var invited = current with
        {
            Value = current.Value with { InvitationHash = secrets.Hash(token.Secret), InvitationEndsAt = endsAt },
        };
        var mail = enqueue.MailTo(invited.Value, MailTemplate.Invitation, now, endsAt, ("link", $"{options.Value.Page}#{token}"));

        // Added first, so that a crash in between cannot leave an invitation that never expires.
        await deadlines.AddAsync(new(DeadlineKind.Invitation, invited.Value.Id, endsAt), cancellationToken);
        var written = await enqueue.WithAsync(mail, encrypted => write(invited, encrypted), cancellationToken);
        if (written?.TryGet(out _, out _) != true) return written?.Then(_ => Result.Of(invited.Value));
        if (current.Value.InvitationEndsAt is { } before && new Deadline(DeadlineKind.Invitation, invited.Value.Id, before) is var old
            && !old.IsAt(endsAt)) await deadlines.RemoveAsync(old, cancellationToken);
        return invited.Value;
    }
}
