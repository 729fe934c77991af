using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class UtcHourTests
{
    [Theory]
    [InlineData("2026-11-22T10:00:00Z", 498_706, "2026-11-22T10", 20_779)]
    [InlineData("2026-11-22T10:59:59.9999999Z", 498_706, "2026-11-22T10", 20_779)]
    [InlineData("2026-11-22T01:30:00-09:00", 498_706, "2026-11-22T10", 20_779)]
    [InlineData("1970-01-01T00:00:00Z", 0, "1970-01-01T00", 0)]
    [InlineData("1970-01-01T23:00:00Z", 23, "1970-01-01T23", 0)]
    [InlineData("1970-01-02T00:00:00Z", 24, "1970-01-02T00", 1)]
    [InlineData("2028-02-29T23:00:00Z", 509_855, "2028-02-29T23", 21_243)]
    public void A_time_is_within_an_hour(string time, int number, string text, int day)
    {
        var hour = UtcHour.Of(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((number, text, day), (hour.Number, hour.ToString(), hour.Day));
        Assert.True(UtcHour.TryParse(text, out var read));
        Assert.Equal(hour, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T24")]
    [InlineData("2026-11-22T1")]
    [InlineData("2026-11-22T10:00")]
    [InlineData("2026-11-22T10Z")]
    [InlineData("2026-02-29T10")]
    [InlineData(" 2026-11-22T10")]
    public void A_text_of_another_form_is_refused(string? text) => Assert.False(UtcHour.TryParse(text, out _));

    [Fact]
    public void Hours_compare_in_order_of_time()
    {
        var (earlier, later) = (new UtcHour(5), new UtcHour(7));
        Assert.True(earlier < later && later > earlier && earlier <= later && later >= earlier);
        Assert.True(earlier <= new UtcHour(5) && earlier >= new UtcHour(5));
        Assert.False(later < earlier || earlier > later || later <= earlier || earlier >= later);
        Assert.Equal(earlier, later - 2);
    }
}
