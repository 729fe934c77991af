using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Credentials.CustomServices;

public sealed class LimitConcurrentCallsTests
{
    private static readonly AccountId One = AccountId.At(AccountKind.CustomService, 42, 7, 15, 1);
    private static readonly AccountId Other = AccountId.At(AccountKind.CustomService, 42, 7, 15, 2);

    [Fact]
    public void Ten_calls_of_a_service_run_at_once_and_the_next_starts_when_one_ends()
    {
        var limit = Limit(new());
        var calls = Enumerable.Range(0, 10).Select(_ => Entered(limit.Enter(One))).ToList();
        var error = limit.Enter(One).Error!;
        Assert.Equal(
            (ErrorKind.TooManyRequests, "too_many_at_once", "A custom service may run at most 10 concurrent calls."),
            (error.Kind, error.Code, error.Message));
        Entered(limit.Enter(Other));

        calls[3].Dispose();
        calls[3].Dispose(); // counts once
        Entered(limit.Enter(One));
        Assert.NotNull(limit.Enter(One).Error);
    }

    [Fact]
    public void A_limit_of_0_means_no_limit()
    {
        var limit = Limit(new() { MaxConcurrentCalls = 0 });
        for (var i = 0; i < 1_000; i++) Entered(limit.Enter(One));
    }

    [Fact]
    public async Task Every_permit_is_returned_however_many_calls_run_at_once()
    {
        var limit = Limit(new() { MaxConcurrentCalls = 3 });
        var (inside, most) = (0, 0);
        await Parallel.ForAsync(0, 10_000, (_, _) =>
        {
            if (!limit.Enter(One).TryGet(out var call, out var _)) return ValueTask.CompletedTask;
            InterlockedMax(ref most, Interlocked.Increment(ref inside));
            Interlocked.Decrement(ref inside);
            call.Dispose();
            return ValueTask.CompletedTask;
        });
        Assert.InRange(most, 1, 3);
        for (var i = 0; i < 3; i++) Entered(limit.Enter(One));
        Assert.NotNull(limit.Enter(One).Error);
    }

    private static LimitConcurrentCalls Limit(CustomServicesOptions options) => new CoreUnderTest(options).Get<LimitConcurrentCalls>();

    private static IDisposable Entered(Result<IDisposable> call)
    {
        Assert.True(call.TryGet(out var entered, out _));
        return entered;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }
}
