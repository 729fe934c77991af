using System.Globalization;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Warns operators by mail of the end of their access, and of that of their API users: 14, 7 and 1 days before, each once, however many instances do this and
/// whenever one dies over it. A warning that could not be given in time is left out for the next.
/// </summary>
public sealed partial class WarnOfExpiry(
    IDeadlineStore deadlines,
    IExpiryWarnings warnings,
    IOperatorStore operators,
    IApiUserStore apiUsers,
    EnqueueMail post,
    AuditEntries audit,
    TimeProvider clock,
    ILogger<WarnOfExpiry> logger)
{
    /// <summary>How many accounts are looked at at once.</summary>
    private const int AtOnce = 16;

    /// <summary>How many days before the end a warning is due, the last one first.</summary>
    private static readonly int[] Days = [1, 7, 14];

    /// <summary>How long it is known who was warned: an instance whose clock is behind by less does not warn again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <returns>How many warnings were given.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!post.IsSetUp) LogNotSetUp(logger);
        var given = 0;
        await Parallel.ForEachAsync(
            deadlines.ListAsync(DeadlineKind.Expiry, clock.GetUtcNow().AddDays(Days[^1]), cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (deadline, token) =>
            {
                if (await LookAtAsync(deadline, token)) Interlocked.Increment(ref given);
            });
        return given;
    }

    /// <returns>Whether a warning was given.</returns>
    private async Task<bool> LookAtAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= deadline.At + Kept)
        {
            await warnings.RemoveAsync(deadline, cancellationToken);
            await deadlines.RemoveAsync(deadline, cancellationToken); // last: should this process die in between, the warnings are found again
            return false;
        }
        if (!post.IsSetUp || DueAt(now, deadline.At) is not { } soonest) return false;

        var last = await warnings.FindAsync(deadline, cancellationToken);
        if (last?.Value <= soonest || await FindAsync(deadline, now, cancellationToken) is not { } expiring) return false;
        if (DueAt(now, expiring.ExpiresAt) is not { } days || last?.Value <= days) return false;
        var entry = audit.New(AuditAction.ExpiryWarned, expiring.Holder.Id, caller: null, $"{days} d before: {expiring}");
        return await post.WithAsync(
            MailOf(expiring, now), mail => warnings.WarnAsync(deadline, days, last, mail, entry, cancellationToken), cancellationToken);
    }

    /// <returns>The last of the warnings that are due by now, by its days; null when there is none, or everything has ended.</returns>
    private static int? DueAt(DateTimeOffset now, DateTimeOffset expiresAt)
    {
        if (now >= expiresAt) return null;
        var due = Days.FirstOrDefault(days => now >= expiresAt.AddDays(-days));
        return due == 0 ? null : due;
    }

    /// <returns>Null where nothing ends then: it is gone, ends at another time, or does not work anyway.</returns>
    private async Task<Expiring?> FindAsync(Deadline deadline, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var apiUser = deadline.Id.Kind == AccountKind.ApiUser ? await apiUsers.FindAsync(deadline.Id, cancellationToken) : null;
        if (apiUser?.WorksAt(now) == false) return null;
        var holderId = apiUser?.OperatorId ?? deadline.Id;
        if (await operators.FindCompleteAsync(holderId, cancellationToken) is not { Value: var holder } || !holder.MayActAt(now)) return null;
        var expiresAt = apiUser is null ? holder.ExpiresAt : apiUser.ExpiresAt;
        return deadline.IsAt(expiresAt) ? new(holder, apiUser, expiresAt!.Value) : null;
    }

    private OutgoingMail MailOf(Expiring expiring, DateTimeOffset now) => expiring.ApiUser is { } apiUser
        ? post.MailTo(
            expiring.Holder,
            MailTemplate.ApiUserExpires,
            now,
            expiring.ExpiresAt,
            ("apiUser", apiUser.Description is { Length: > 0 } description ? $"\"{description}\" ({apiUser.UserName})" : apiUser.UserName))
        : post.MailTo(expiring.Holder, MailTemplate.AccessExpires, now, expiring.ExpiresAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is warned of the end of its access: no mail server is set up here (Mail__SmtpHost).")]
    private static partial void LogNotSetUp(ILogger logger);

    /// <param name="Holder">The operator that is warned.</param>
    /// <param name="ApiUser">Null where it is the operator itself that expires.</param>
    private sealed record Expiring(Operator Holder, ApiUser? ApiUser, DateTimeOffset ExpiresAt)
    {
        /// <summary>For the audit trail.</summary>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{(ApiUser is null ? "the operator" : $"API user {ApiUser.Id}")} expires at {UtcTime.Text(ExpiresAt)}");
    }
}
