using ApiAccounts.Core.Access;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Gives an operator a link to accept its invitation with, which it is told by mail and nowhere else. It works once, for 7 days, and ends the one before.</summary>
public sealed class MailInvitation(
    SecretHasher secrets, EnqueueMail post, IDeadlineStore deadlines, TimeProvider clock, IOptions<InvitationsOptions> options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly Error NoPage = new(
        ErrorKind.Unavailable, "invitation_page_not_set_up", "This needs a link to be mailed, and no page is set up that it could lead to (Invitations__Page).");

    /// <summary>Null when links can be mailed.</summary>
    public Error? Refusal => !post.IsSetUp ? EnqueueMail.NotSetUp : options.Value.Page is null ? NoPage : null;

    /// <summary>Gives an operator a link and tells it, both or neither.</summary>
    /// <param name="write">Writes the operator and the mail, both or neither; false when it wrote neither.</param>
    /// <returns>The operator as it was written; null when it was not.</returns>
    internal async Task<Operator?> ExecuteAsync(
        Versioned<Operator> current, Func<Versioned<Operator>, EncryptedMail, Task<bool>> write, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var endsAt = now + Lifetime;
        var token = InvitationToken.New(current.Value.Id);
        var invited = current with { Value = current.Value with { InvitationHash = secrets.Hash(token.Secret), InvitationEndsAt = endsAt } };
        var mail = post.MailTo(invited.Value, MailTemplate.Invitation, now, endsAt, ("link", $"{options.Value.Page}#{token}"));
        await deadlines.AddAsync(new(DeadlineKind.Invitation, invited.Value.Id, endsAt), cancellationToken); // before it is there, so that it goes in any case
        return await post.WithAsync(mail, encrypted => write(invited, encrypted), cancellationToken) ? invited.Value : null;
    }
}
