using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Credentials.Unconfirmed;

/// <summary>
/// Records and mails which credentials a gain of rights stops. It decides nothing: verification compares the rights with the ceiling.
/// After a crash in between, the operator gets no mail, but the list of unconfirmed credentials shows those that stopped.
/// </summary>
public sealed class TellOfStoppedCredentials(
    IOperatorStore operators, UnconfirmedCredentials credentials, EnqueueMail enqueue, AuditEntries audit, TimeProvider clock)
    : IGainsOfRights
{
    /// <summary>The number of operators read concurrently.</summary>
    private const int MaxConcurrency = 16;

    /// <summary>How long the mail is of use.</summary>
    private static readonly TimeSpan MailLifetime = TimeSpan.FromDays(7);

    public async Task<T> TellAsync<T>(
        Caller caller, IReadOnlyCollection<AccountId> operators, Func<Task<T>> change, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(operators, cancellationToken);
        var result = await change();
        if (before.Count == 0) return result;

        var working = before.Where(credential => !credential.IsStopped).Select(credential => credential.Id).ToHashSet();
        var after = await ReadAsync([.. before.Select(credential => credential.OperatorId).Distinct()], cancellationToken);
        var stopped = after.Where(credential => credential.IsStopped && working.Contains(credential.Id));
        foreach (var ofOperator in stopped.GroupBy(credential => credential.OperatorId))
            await TellAsync(caller, ofOperator.Key, [.. ofOperator], cancellationToken);
        return result;
    }

    private async Task<List<UnconfirmedCredential>> ReadAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken)
    {
        var all = new List<UnconfirmedCredential>();
        foreach (var some in ids.Chunk(MaxConcurrency))
        {
            var found = await Task.WhenAll(some.Select(id => credentials.OfOperatorAsync(id, cancellationToken)));
            all.AddRange(found.SelectMany(of => of));
        }
        return all;
    }

    private Task<Result<Unit>> TellAsync(
        Caller caller, AccountId id, IReadOnlyList<UnconfirmedCredential> stopped, CancellationToken cancellationToken)
    {
        var entry = audit.New(
            AuditAction.CredentialsStopped,
            id,
            caller,
            stopped.Select(credential => AuditChange.Removed(Field(credential), credential.Id.ToString())));
        return OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await operators.FindCompleteAsync(id, cancellationToken) is not { } current) return new Unit();
            if (!enqueue.IsSetUp || current.Value.EmailProof != EmailProof.Confirmed)
                return await operators.WriteAsync(new(current, entry), cancellationToken) ? new Unit() : null;

            var now = clock.GetUtcNow();
            var mail = enqueue.MailTo(
                current.Value, MailTemplate.CredentialsStopped, now, now + MailLifetime,
                ("credentials", string.Join(", ", stopped.Select(credential =>
                    credential.Kind == UnconfirmedKind.CustomService ? credential.Id.ToString() : credential.Name))));
            var isTold = await enqueue.WithOrWithoutAsync(
                mail,
                encrypted => operators.WriteAsync(new(current, entry) { Mail = encrypted }, cancellationToken),
                cancellationToken);
            return isTold ? new Unit() : null;
        });
    }

    private static string Field(UnconfirmedCredential credential) =>
        char.ToLowerInvariant(credential.Kind.ToString()[0]) + credential.Kind.ToString()[1..];
}
