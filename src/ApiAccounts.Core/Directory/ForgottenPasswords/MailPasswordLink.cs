using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.ForgottenPasswords;

/// <summary>
/// Mails the link by which an operator replaces a forgotten password, if it may sign in with one and its address is confirmed. The link
/// works once, for 30 minutes, and revokes the previous one. The password stays until then.
/// </summary>
public sealed partial class MailPasswordLink(
    IOperatorStore store,
    MailedLinks links,
    MailedPages pages,
    EnqueueMail enqueue,
    AuditEntries audit,
    TimeProvider clock,
    ILogger<MailPasswordLink> logger)
{
    private const string Purpose = "password";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Mails a link to each operator that has the user name.</summary>
    public async Task ExecuteAsync(ForgottenPassword forgotten, CancellationToken cancellationToken)
    {
        var holders = await FindAsync(forgotten, cancellationToken);
        if (holders.Count == 0) LogIgnored(logger);
        foreach (var holder in holders) await MailAsync(holder.Value.Id, forgotten, cancellationToken);
    }

    private async Task MailAsync(AccountId id, ForgottenPassword forgotten, CancellationToken cancellationToken) =>
        await OptimisticRetry.UntilDoneAsync<Unit>("The operator of a forgotten password", async () =>
        {
            var found = await FindAsync(forgotten, cancellationToken);
            if (found.FirstOrDefault(holder => holder.Value.Id == id) is not { } current) return new Unit();
            var (token, stored) = links.New(id, Purpose, Lifetime);
            var linked = current with { Value = current.Value with { PasswordLink = stored } };
            var mail = enqueue.MailTo(
                linked.Value,
                MailTemplate.PasswordLink,
                clock.GetUtcNow(),
                stored.EndsAt,
                ("link", $"{pages.ResetPassword}#{token}"));
            var entry = audit.New(AuditAction.PasswordLinkSent, id, caller: null) with { Address = forgotten.Address };
            var isDone = await enqueue.WithOrWithoutAsync(
                mail,
                encrypted => encrypted is null
                    ? Task.FromResult(true) // the address has had too many: no link without its mail
                    : store.WriteAsync(new(linked, entry) { Mail = encrypted }, cancellationToken),
                cancellationToken);
            return isDone ? new Unit() : null;
        });

    private async Task<IReadOnlyList<Versioned<Operator>>> FindAsync(ForgottenPassword forgotten, CancellationToken cancellationToken)
    {
        if (!enqueue.IsSetUp) return [];
        var found = await store.FindSigningInAsync(forgotten.LoginKey, cancellationToken);
        return [.. found.Where(holder => MayReplaceItsPassword(holder.Value, clock.GetUtcNow()))];
    }

    internal static bool MayReplaceItsPassword(Operator @operator, DateTimeOffset now) =>
        @operator.MaySignInAt(now) && @operator.EmailProof == EmailProof.Confirmed;

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "No link was mailed for a forgotten password: nobody with that user name may have one.")]
    private static partial void LogIgnored(ILogger logger);
}
