using System.Globalization;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// Renames the operators of other partners that have an address as their user name without having confirmed it, when its owner proves
/// it. Each is told in the audit trail of its partner, and by mail if its own address is another and is confirmed. It keeps all else.
/// </summary>
public sealed class YieldNames(IOperatorStore store, ReserveNames names, EnqueueMail enqueue, AuditEntries audit, TimeProvider clock)
{
    /// <summary>How long the notice is of use.</summary>
    private static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(7);

    /// <summary>Runs before the proof is written: after a crash in between, the same link completes it.</summary>
    /// <param name="proven">The operator with its proof. If its user name is not the address, nothing happens.</param>
    public async Task ExecuteAsync(Operator proven, CancellationToken cancellationToken)
    {
        if (!proven.HasProvenName) return;
        var login = await store.FindLoginAsync(proven.LoginKey, cancellationToken);
        foreach (var id in (login?.Value.Claimants ?? []).Where(claimant => claimant != proven.Id))
            await YieldAsync(id, proven.LoginKey, cancellationToken);
        if (login?.Value.Claimants.Contains(proven.Id) != true)
            await store.ClaimUserNameAsync(proven.Id, proven.LoginKey, cancellationToken); // the list was full
    }

    private async Task YieldAsync(AccountId id, string loginKey, CancellationToken cancellationToken) =>
        await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            var current = await store.FindCompleteAsync(id, cancellationToken);
            if (current is null || current.Value.LoginKey != loginKey || current.Value.HasProvenName) return new Unit();
            var login = await store.FindLoginAsync(loginKey, cancellationToken);
            var (renamed, reserved) = await RenamedAsync(current.Value, cancellationToken);
            await store.ClaimUserNameAsync(id, renamed.LoginKey, cancellationToken);
            if (!await WriteAsync(current.Value, current with { Value = renamed }, reserved, cancellationToken)) return null;
            await store.ReleaseUserNameAsync(id, loginKey, login, cancellationToken);
            return new Unit();
        });

    /// <summary>Finds a name that is free in the partner: <c>renamed-7-42</c> for operator 7 of partner 42.</summary>
    private async Task<(Operator Renamed, IReadOnlyList<NameReservation> Reserved)> RenamedAsync(
        Operator current, CancellationToken cancellationToken)
    {
        for (var number = 1; number < UserNames.MaxAttempts; number++)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture, $"renamed-{current.Id.UserId}-{current.Id.Pid}{(number == 1 ? "" : $"-{number}")}");
            var renamed = current with { UserName = name };
            if ((await names.ExecuteAsync(renamed, caller: null, cancellationToken)).TryGet(out var reserved, out _))
                return (renamed, reserved);
        }
        throw new InvalidOperationException($"No free user name was found for operator {current.Id}.");
    }

    private async Task<bool> WriteAsync(
        Operator before, Versioned<Operator> renamed, IReadOnlyList<NameReservation> reserved, CancellationToken cancellationToken)
    {
        var entry = audit.New(
            AuditAction.UserNameYielded, before.Id, caller: null, AuditChange.Of("userName", before.UserName, renamed.Value.UserName));
        var write = new OperatorWrite(renamed, entry) { Names = reserved };
        var isReachable = enqueue.IsSetUp && before.EmailProof == EmailProof.Confirmed
            && LoginName.Normalise(before.Email) != LoginName.Normalise(before.UserName);
        if (!isReachable) return await store.WriteAsync(write, cancellationToken);
        var now = clock.GetUtcNow();
        var mail = enqueue.MailTo(
            renamed.Value, MailTemplate.UserNameYielded, now, now + NoticeLifetime, ("formerUserName", before.UserName));
        return await enqueue.WithOrWithoutAsync(
            mail, encrypted => store.WriteAsync(write with { Mail = encrypted }, cancellationToken), cancellationToken);
    }
}
