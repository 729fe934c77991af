using System.Threading.RateLimiting;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Lets no more than some calls of one custom service run at the same time on this instance.</summary>
public sealed class LimitConcurrentCalls(IOptions<CustomServicesOptions> options) : IDisposable
{
    private readonly int most = options.Value.MaxConcurrentCalls;

    private readonly PartitionedRateLimiter<AccountId> calls = PartitionedRateLimiter.Create<AccountId, AccountId>(service =>
        options.Value.MaxConcurrentCalls == 0
            ? RateLimitPartition.GetNoLimiter(service)
            : RateLimitPartition.GetConcurrencyLimiter(service, _ => new() { PermitLimit = options.Value.MaxConcurrentCalls, QueueLimit = 0 }));

    /// <returns>What is to be disposed of when the call has ended; an error where too many run.</returns>
    public Result<IDisposable> Enter(AccountId service)
    {
        var call = calls.AttemptAcquire(service);
        if (call.IsAcquired) return call;
        call.Dispose();
        return new Error(ErrorKind.TooManyRequests, "too_many_at_once", $"At most {most} calls of one custom service may run at the same time.");
    }

    public void Dispose() => calls.Dispose();
}
