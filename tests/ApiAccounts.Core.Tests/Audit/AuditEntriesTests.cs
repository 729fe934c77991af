using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Time.Testing;

namespace ApiAccounts.Core.Tests.Audit;

public sealed class AuditEntriesTests
{
    private readonly FakeTimeProvider clock = new(Known.Now);

    [Fact]
    public void A_later_entry_has_a_smaller_key_and_entries_of_the_same_time_differ()
    {
        var (first, second) = (New(), New());
        clock.Advance(TimeSpan.FromTicks(1));
        var third = New();

        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal(first.Key[..16], second.Key[..16]);
        Assert.True(string.CompareOrdinal(third.Key, first.Key) < 0);
        Assert.All([first, second, third], entry => Assert.True(AuditEntries.IsKey(entry.Key)));
    }

    [Theory]
    [InlineData(8_000, 8_000)]
    [InlineData(8_001, 8_000)]
    [InlineData(100_000, 8_000)]
    public void Text_that_is_too_long_for_a_row_is_cut(int length, int kept)
    {
        var changes = New(new('x', length)).Changes!;

        Assert.Equal(kept, changes.Length);
        Assert.Equal(length > kept, changes.EndsWith("x…", StringComparison.Ordinal));
    }

    [Fact]
    public void A_surrogate_pair_is_not_cut_in_half() =>
        Assert.EndsWith("x…", New(new string('x', 7_998) + "\U0001F511 and more").Changes!, StringComparison.Ordinal);

    private AuditEntry New(string? changes = null) =>
        new AuditEntries(clock).New(AuditAction.OperatorChanged, Known.OperatorId, caller: null, changes);
}
