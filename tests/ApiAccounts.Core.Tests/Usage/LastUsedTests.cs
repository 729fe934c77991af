using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Tests.Usage;

public sealed class LastUsedTests
{
    private static readonly DateTimeOffset TrackedSince = Known.Now.AddDays(-10);

    [Fact]
    public void An_unused_account_created_before_tracking_is_unknown() =>
        Assert.Equal(new(LastUsedStatus.Unknown, null), LastUsed.Of(AccountUsage.None, TrackedSince.AddTicks(-1), TrackedSince));

    [Fact]
    public void An_unused_account_created_since_tracking_is_not_yet_used() =>
        Assert.Equal(new(LastUsedStatus.NotYetUsed, null), LastUsed.Of(AccountUsage.None, TrackedSince, TrackedSince));

    [Fact]
    public void A_used_account_shows_its_time_however_old_it_is()
    {
        var used = AccountUsage.None with { LastUsed = Known.Now };
        Assert.Equal(new(LastUsedStatus.Used, Known.Now), LastUsed.Of(used, TrackedSince.AddYears(-1), TrackedSince));
        Assert.Equal(new(LastUsedStatus.Used, Known.Now), LastUsed.Of(used, Known.Now, TrackedSince));
    }
}
