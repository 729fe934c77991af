using ApiAccounts.Bench.Figures;

namespace ApiAccounts.Bench.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 9, 1, 4 }, 4)]
    [InlineData(new double[] { 8, 1, 4, 2 }, 3)]
    public void Median_is_the_one_in_the_middle_or_between_the_two(double[] values, double median) =>
        Assert.Equal(median, Statistics.Median(values));

    [Theory]
    [InlineData(50, 30)]
    [InlineData(60, 30)]
    [InlineData(61, 40)]
    [InlineData(99, 50)]
    [InlineData(100, 50)]
    [InlineData(1, 10)]
    public void Percentile_is_the_nearest_rank(double percent, double value) =>
        Assert.Equal(value, Statistics.Percentile([50, 10, 40, 20, 30], percent));

    [Fact]
    public void Percentile_99_of_a_hundred_leaves_one_above_it() =>
        Assert.Equal(99, Statistics.Percentile([.. Enumerable.Range(1, 100).Select(number => (double)number)], 99));

    [Fact]
    public void Ratio_is_the_median_of_the_rounds() =>
        Assert.Equal(0.1, Statistics.Ratio([20, 1, 90], [40, 39, 900]), 6);

    [Fact]
    public void Ratio_without_common_rounds_is_of_the_medians() =>
        Assert.Equal(0.5, Statistics.Ratio([20, 1, 40], [30, 50]), 6);

    [Fact]
    public void Nothing_has_no_median_and_no_percentile()
    {
        Assert.Throws<ArgumentException>(() => Statistics.Median([]));
        Assert.Throws<ArgumentException>(() => Statistics.Percentile([], 50));
    }
}
