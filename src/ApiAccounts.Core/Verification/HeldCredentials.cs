using System.Threading.RateLimiting;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.ApiUsers;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Verification;

/// <summary>The credentials in use and the operators that hold them, in memory: rows, not verdicts, so that a wrong secret costs no read either.</summary>
public sealed class HeldCredentials : IDisposable
{
    /// <summary>A flood of names that have to be looked up neither reaches the storage all at once nor fills the memory.</summary>
    private const int MaxWaitingReads = 1_000;

    private readonly ChangesFeed feed;
    private readonly ConcurrencyLimiter reads;
    private readonly HeldRows<AccountId, Credential> apiUsers;
    private readonly HeldRows<(uint Pid, uint UserId), CredentialHolder> operators;

    public HeldCredentials(
        IApiUserStore apiUserStore, IOperatorStore operatorStore, SecretHasher secrets, ChangesFeed feed, TimeProvider clock, IOptions<VerificationOptions> options)
    {
        this.feed = feed;
        reads = new(new() { PermitLimit = options.Value.MaxReads, QueueLimit = MaxWaitingReads });
        apiUsers = new(ReadApiUserAsync, feed, reads, clock, options.Value);
        operators = new(ReadOperatorAsync, feed, reads, clock, options.Value);
        feed.Changed += Changed;

        async Task<Credential?> ReadApiUserAsync(AccountId id) =>
            await apiUserStore.FindAsync(id, CancellationToken.None) is { } found ? Credential.Of(found, secrets) : null;

        async Task<CredentialHolder?> ReadOperatorAsync((uint Pid, uint UserId) key) =>
            await operatorStore.FindAsync(key.Pid, key.UserId, CancellationToken.None) is { } found ? new(found.Value) : null;
    }

    /// <summary>The API user and the operator at its address; each null where there is none. Completed at once when both are held.</summary>
    /// <exception cref="BusyException"/>
    internal ValueTask<(Credential? ApiUser, CredentialHolder? Holder)> FindAsync(AccountId id)
    {
        var asking = feed.IsCurrentAsync();
        if (!asking.IsCompletedSuccessfully) return new(WaitAsync(asking, id));
        var isCurrent = asking.Result;
        return apiUsers.TryGet(id, isCurrent, out var apiUser) && operators.TryGet((id.Pid, id.UserId), isCurrent, out var holder)
            ? new((apiUser, holder))
            : new(ReadAsync(id, isCurrent));
    }

    public void Dispose()
    {
        feed.Changed -= Changed;
        reads.Dispose();
    }

    private async Task<(Credential? ApiUser, CredentialHolder? Holder)> WaitAsync(ValueTask<bool> asking, AccountId id) => await ReadAsync(id, await asking);

    private async Task<(Credential? ApiUser, CredentialHolder? Holder)> ReadAsync(AccountId id, bool isCurrent)
    {
        var readingApiUser = apiUsers.GetAsync(id, isCurrent);
        var readingOperator = operators.GetAsync((id.Pid, id.UserId), isCurrent);
        await Task.WhenAll(readingApiUser, readingOperator);
        return (await readingApiUser, await readingOperator);
    }

    private void Changed(AccountId id)
    {
        if (id.Kind == AccountKind.Operator) operators.Changed((id.Pid, id.UserId));
        else apiUsers.Changed(id);
    }
}
