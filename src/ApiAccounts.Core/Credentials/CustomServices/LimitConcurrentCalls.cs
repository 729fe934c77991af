using System.Threading.RateLimiting;
using ApiAccounts.Core.RateLimits;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Limits the concurrent calls of each custom service on this instance.</summary>
public sealed class LimitConcurrentCalls(IOptions<CustomServicesOptions> options) : IDisposable
{
    private readonly int max = options.Value.MaxConcurrentCalls;

    private readonly PartitionedRateLimiter<AccountId> calls = PartitionedRateLimiter.Create<AccountId, AccountId>(service =>
        options.Value.MaxConcurrentCalls == 0
            ? RateLimitPartition.GetNoLimiter(service)
            : RateLimitPartition.GetConcurrencyLimiter(
                service, _ => new() { PermitLimit = options.Value.MaxConcurrentCalls, QueueLimit = 0 }));

    /// <returns>A permit to dispose of when the call ends; an error if too many calls are running.</returns>
    public Result<IDisposable> Enter(AccountId service)
    {
        var permit = calls.AttemptAcquire(service);
        if (permit.IsAcquired) return permit;
        permit.Dispose();
        return new Error(ErrorKind.TooManyRequests, "too_many_at_once", $"A custom service may run at most {max} concurrent calls.");
    }

    public void Dispose() => calls.Dispose();
}
