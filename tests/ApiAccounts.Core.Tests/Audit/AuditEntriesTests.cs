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
        var after = New(new AuditChange("text", "", new('x', length))).Changes![0].After!;

        Assert.Equal(kept, after.Length);
        Assert.Equal(length > kept, after.EndsWith("x…", StringComparison.Ordinal));
    }

    [Fact]
    public void A_surrogate_pair_is_not_cut_in_half()
    {
        var after = New(new AuditChange("text", null, new string('x', 7_998) + "\U0001F511 and more")).Changes![0].After!;

        Assert.EndsWith("x…", after, StringComparison.Ordinal);
    }

    [Fact]
    public void All_values_together_are_cut()
    {
        var changes = New(new("a", new('x', 7_000), null), new("b", new('y', 2_000), "z")).Changes!;

        Assert.Equal((7_000, 1_000, "…"), (changes[0].Before!.Length, changes[1].Before!.Length, changes[1].After));
    }

    [Fact]
    public void A_value_cannot_imitate_another_field()
    {
        const string forged = "a\",\"after\":\"b\"},{\"field\":\"administrator\",\"before\":\"no";
        var text = New(new AuditChange("fullName", forged, "\" → \"; Became an administrator")).Changes!.ToString();

        Assert.Equal([new("fullName", forged, "\" → \"; Became an administrator")], AuditChanges.Parse(text));
    }

    [Fact]
    public void A_text_of_an_earlier_version_is_one_value() =>
        Assert.Equal([new("text", null, "Password")], AuditChanges.Parse("Password"));

    private AuditEntry New(params AuditChange?[] changes) =>
        new AuditEntries(clock).New(AuditAction.OperatorChanged, Known.OperatorId, caller: null, changes);
}
