using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Lets no more than some calls of one custom service run at the same time on this instance.</summary>
public sealed class LimitConcurrentCalls(IOptions<CustomServicesOptions> options)
{
    private readonly int most = options.Value.MaxConcurrentCalls;
    private readonly Lock gate = new();

    /// <summary>Of those that run; a service without any is not here.</summary>
    private readonly Dictionary<AccountId, int> running = [];

    /// <returns>What is to be disposed of when the call has ended; an error where too many run.</returns>
    public Result<IDisposable> Enter(AccountId service)
    {
        if (most == 0) return new Call(this, counted: null);
        lock (gate)
        {
            var count = running.GetValueOrDefault(service);
            if (count >= most) return TooMany();
            running[service] = count + 1;
        }
        return new Call(this, service);
    }

    private Error TooMany() => new(
        ErrorKind.TooManyRequests, "too_many_at_once", $"At most {most} calls of one custom service may run at the same time.");

    private void Leave(AccountId service)
    {
        lock (gate)
        {
            if (running[service] == 1) running.Remove(service);
            else running[service]--;
        }
    }

    /// <param name="counted">The service whose call was counted; null where none was.</param>
    private sealed class Call(LimitConcurrentCalls calls, AccountId? counted) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (counted is { } service && Interlocked.Exchange(ref isOver, 1) == 0) calls.Leave(service);
        }
    }
}
