using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class UtcTimeTests
{
    [Theory]
    [InlineData("2026-11-22T10:15:30Z", "2026-11-22T10:15:30Z")]
    [InlineData("2026-11-22T10:15:30.25Z", "2026-11-22T10:15:30.25Z")]
    [InlineData("2026-11-22T10:15:30.1234567+02:00", "2026-11-22T08:15:30.1234567Z")]
    [InlineData("2026-11-22T10:15:30-09:30", "2026-11-22T19:45:30Z")]
    [InlineData("2026-11-22t10:15:30z", "2026-11-22T10:15:30Z")]
    [InlineData("2026-11-22t10:15:30.5z", "2026-11-22T10:15:30.5Z")]
    [InlineData("2026-11-22T10:15:30+00:00", "2026-11-22T10:15:30Z")]
    [InlineData("2026-11-22T10:15:30-00:00", "2026-11-22T10:15:30Z")]
    [InlineData("2026-11-22T10:15:30.12345678Z", "2026-11-22T10:15:30.1234567Z")]
    [InlineData("2026-11-22T10:15:30.123456789123456789+01:00", "2026-11-22T09:15:30.1234567Z")]
    [InlineData("2026-11-22T10:15:30+23:59", "2026-11-21T10:16:30Z")]
    [InlineData("2024-02-29T00:00:00.0Z", "2024-02-29T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
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
    [InlineData("2026-11-22T10:15:30.Z")]
    [InlineData("2026-11-22T10:15:30.5")]
    [InlineData("2026-11-22T10:15Z")]
    [InlineData("2026-11-22T10:15:30+0100")]
    [InlineData("2026-11-22T10:15:30+24:00")]
    [InlineData("2026-11-22T10:15:30+01:60")]
    [InlineData("2026-11-22T24:00:00Z")]
    [InlineData("2026-11-22T10:60:00Z")]
    [InlineData("2026-11-22T10:15:60Z")]
    [InlineData("2026-11-22T10:15:61Z")]
    [InlineData("2026-13-01T10:15:30Z")]
    [InlineData("2026-00-01T10:15:30Z")]
    [InlineData("2026-11-00T10:15:30Z")]
    [InlineData("2025-02-29T10:15:30Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("+026-11-22T10:15:30Z")]
    [InlineData("２０２６-11-22T10:15:30Z")]
    [InlineData("2026-02-30T10:15:30Z")]
    [InlineData("2026-11-22T10:15:30z ")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public void Any_other_text_is_not_a_time(string? text) => Assert.False(UtcTime.TryParse(text, out _));
}
