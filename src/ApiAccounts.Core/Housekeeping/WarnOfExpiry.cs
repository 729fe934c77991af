using System.Globalization;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Warns operators by mail that their access, or that of an API user, expires: 14, 7 and 1 days before, each once, regardless of
/// concurrent instances and crashes. A late warning is skipped in favour of the next.
/// </summary>
public sealed partial class WarnOfExpiry(
    IDeadlineStore deadlines,
    IExpiryWarnings warnings,
    IOperatorStore operators,
    IApiUserStore apiUsers,
    EnqueueMail enqueue,
    AuditEntries audit,
    TimeProvider clock,
    ILogger<WarnOfExpiry> logger)
{
    /// <summary>The number of accounts checked concurrently.</summary>
    private const int MaxConcurrency = 16;

    /// <summary>The days before the expiry on which a warning is due, the last one first.</summary>
    private static readonly int[] Days = [1, 7, 14];

    /// <summary>How long warnings are stored after the expiry, so that an instance whose clock is behind does not warn again.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    /// <returns>The number of warnings sent.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!enqueue.IsSetUp) LogNotSetUp(logger);
        var sent = 0;
        await Parallel.ForEachAsync(
            deadlines.ListAsync(DeadlineKind.Expiry, clock.GetUtcNow().AddDays(Days[^1]), cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken },
            async (deadline, token) =>
            {
                if (await WarnAsync(deadline, token)) Interlocked.Increment(ref sent);
            });
        return sent;
    }

    /// <returns>Whether a warning was sent.</returns>
    private async Task<bool> WarnAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= deadline.At + Retention)
        {
            await warnings.RemoveAsync(deadline, cancellationToken);

            // Last, so that the next run finds the warnings again after a crash in between.
            await deadlines.RemoveAsync(deadline, cancellationToken);
            return false;
        }
        if (!enqueue.IsSetUp || DueAt(now, deadline.At) is not { } soonest) return false;

        var last = await warnings.FindAsync(deadline, cancellationToken);
        if (last?.Value <= soonest || await FindAsync(deadline, now, cancellationToken) is not { } expiring) return false;
        if (DueAt(now, expiring.ExpiresAt) is not { } days || last?.Value <= days) return false;
        var entry = audit.New(
            AuditAction.ExpiryWarned,
            expiring.Holder.Id,
            caller: null,
            AuditChange.Set("daysBefore", days.ToString(CultureInfo.InvariantCulture)),
            AuditChange.Of("apiUser", before: null, expiring.ApiUser?.Id.ToString()),
            AuditChange.Set("expiresAt", UtcTime.Text(expiring.ExpiresAt)));
        return await enqueue.WithOrWithoutAsync(MailOf(expiring, now), WriteAsync, cancellationToken);

        // Without the mail nothing is written, so that the next run tries again.
        async Task<bool> WriteAsync(EncryptedMail? mail) =>
            mail is not null && await warnings.WarnAsync(deadline, days, last, mail, entry, cancellationToken);
    }

    /// <returns>The last warning that is due, by its days; null if there is none, or the access has expired.</returns>
    private static int? DueAt(DateTimeOffset now, DateTimeOffset expiresAt)
    {
        if (now >= expiresAt) return null;
        var due = Days.FirstOrDefault(days => now >= expiresAt.AddDays(-days));
        return due == 0 ? null : due;
    }

    /// <returns>Null if nothing expires at that time: it was deleted, expires at another time, is inactive, or
    /// the address of the operator is not confirmed.</returns>
    private async Task<Expiring?> FindAsync(Deadline deadline, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var apiUser = deadline.Id.Kind == AccountKind.ApiUser ? await apiUsers.FindAsync(deadline.Id, cancellationToken) : null;
        if (apiUser?.WorksAt(now) == false) return null;
        var holderId = apiUser?.OperatorId ?? deadline.Id;
        if (await operators.FindCompleteAsync(holderId, cancellationToken) is not { Value: var holder } || !holder.MayActAt(now)
            || holder.EmailProof != EmailProof.Confirmed) return null;
        var expiresAt = apiUser is null ? holder.ExpiresAt : apiUser.ExpiresAt;
        return deadline.IsAt(expiresAt) ? new(holder, apiUser, expiresAt!.Value) : null;
    }

    private OutgoingMail MailOf(Expiring expiring, DateTimeOffset now) => expiring.ApiUser is { } apiUser
        ? enqueue.MailTo(
            expiring.Holder,
            MailTemplate.ApiUserExpires,
            now,
            expiring.ExpiresAt,
            ("apiUser", apiUser.Description is { Length: > 0 } description
                ? $"{MailName.Quoted(description)} ({apiUser.UserName})"
                : apiUser.UserName))
        : enqueue.MailTo(expiring.Holder, MailTemplate.AccessExpires, now, expiring.ExpiresAt);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Expiry warnings are not sent, because no mail server is configured (Mail__SmtpHost).")]
    private static partial void LogNotSetUp(ILogger logger);

    /// <param name="Holder">The operator to warn.</param>
    /// <param name="ApiUser">Null if the operator itself expires.</param>
    private sealed record Expiring(Operator Holder, ApiUser? ApiUser, DateTimeOffset ExpiresAt);
}
