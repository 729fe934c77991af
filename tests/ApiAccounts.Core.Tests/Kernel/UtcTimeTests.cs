using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class UtcTimeTests
{
    [Theory]
    [InlineData("2026-11-22T10:15:30Z", "2026-11-22T10:15:30Z")]
    [InlineData("2026-11-22T10:15:30.25Z", "2026-11-22T10:15:30.25Z")]
    [InlineData("2026-11-22T10:15:30.1234567+02:00", "2026-11-22T08:15:30.1234567Z")]
    [InlineData("2026-11-22T10:15:30-09:30", "2026-11-22T19:45:30Z")]
    public void A_time_with_an_offset_is_read_and_written_in_UTC(string text, string expected)
    {
        Assert.True(UtcTime.TryParse(text, out var time));
        Assert.Equal((expected, TimeSpan.Zero), (UtcTime.Text(time), time.Offset));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T10:15:30")]
    [InlineData("2026-11-22 10:15:30Z")]
    [InlineData("2026-11-22T10:15:30.12345678Z")]
    [InlineData("2026-02-30T10:15:30Z")]
    [InlineData("2026-11-22T10:15:30z ")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public void Any_other_text_is_not_a_time(string? text) => Assert.False(UtcTime.TryParse(text, out _));
}
