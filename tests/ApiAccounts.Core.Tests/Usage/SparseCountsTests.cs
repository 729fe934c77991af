using ApiAccounts.Core.Usage;
using FsCheck;
using FsCheck.Fluent;

namespace ApiAccounts.Core.Tests.Usage;

public sealed class SparseCountsTests
{
    private static readonly Gen<KeyValuePair<long, long>[]> Pairs =
        (from key in Gen.Choose(0, 60) from count in Gen.Choose(1, 100_000) select KeyValuePair.Create((long)key * 7, (long)count))
            .ArrayOf();

    [Fact]
    public void Empty_counts_take_one_byte() => Assert.Equal("01", Hex(SparseCounts.Empty));

    [Fact]
    public void Counts_are_encoded_as_a_version_and_varints_of_distances_and_counts()
    {
        Assert.Equal("0192B81E01", Hex(With((498_706, 1))));
        Assert.Equal("0192B81E0301AC02CD018094EBDC03", Hex(With((498_912, 1_000_000_000), (498_706, 3), (498_707, 300))));
        Assert.Equal("01C4C28A6302", Hex(With((207_790_404, 2))));
    }

    [Fact]
    public void The_documented_bytes_are_decoded()
    {
        var counts = SparseCounts.Decode(Convert.FromHexString("0192B81E0301AC02CD018094EBDC03"));
        Assert.Equal([new(498_706, 3), new(498_707, 300), new(498_912, 1_000_000_000)], counts.Entries);
        Assert.False(counts.IsEmpty);
    }

    [Fact]
    public void An_empty_text_decodes_to_no_counts()
    {
        Assert.True(SparseCounts.Decode(null).IsEmpty);
        Assert.True(SparseCounts.Decode([1]).IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0292B81E01")]
    public void Bytes_of_another_version_are_refused(string hex)
    {
        var exception = Assert.Throws<InvalidDataException>(() => SparseCounts.Decode(Convert.FromHexString(hex)));
        Assert.Equal("The version of the usage counts is unknown.", exception.Message);
    }

    [Theory]
    [InlineData("0192B81E")] // a distance without its count
    [InlineData("0192B8")]
    [InlineData("01FFFFFFFFFFFFFFFFFFFF01")] // longer than 64 bits
    public void Bytes_that_are_cut_off_are_refused(string hex)
    {
        var exception = Assert.Throws<InvalidDataException>(() => SparseCounts.Decode(Convert.FromHexString(hex)));
        Assert.Equal("The usage counts are truncated.", exception.Message);
    }

    [Theory]
    [InlineData(0, 1_111)]
    [InlineData(10, 1_111)]
    [InlineData(11, 1_110)]
    [InlineData(20, 1_110)]
    [InlineData(40, 1_000)]
    [InlineData(41, 0)]
    public void The_sum_covers_a_key_and_those_above_it(long from, long sum) =>
        Assert.Equal(sum, With((10, 1), (20, 10), (30, 100), (40, 1_000)).SumFrom(from));

    [Fact]
    public void Encoded_counts_decode_to_the_original() => Prop.ForAll(Pairs.ToArbitrary(), pairs =>
    {
        var counts = SparseCounts.Empty.Plus(pairs, from: 0);
        return SparseCounts.Decode(counts.Encode()).Entries.SequenceEqual(counts.Entries);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_equals_a_naive_dictionary_in_any_order()
    {
        var cases = from first in Pairs from second in Pairs from cut in Gen.Choose(0, 450) select (first, second, cut);
        Prop.ForAll(cases.ToArbitrary(), all =>
        {
            var naive = all.first.Concat(all.second).Where(pair => pair.Key >= all.cut).GroupBy(pair => pair.Key)
                .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)).OrderBy(pair => pair.Key).ToList();
            var oneWay = SparseCounts.Empty.Plus(all.first, 0).Plus(all.second, all.cut);
            var otherWay = SparseCounts.Empty.Plus(all.second.Reverse(), all.cut).Plus(all.first.Reverse(), all.cut);
            return oneWay.Entries.SequenceEqual(naive) && otherWay.Entries.SequenceEqual(naive)
                && oneWay.SumFrom(200) == naive.Where(pair => pair.Key >= 200).Sum(pair => pair.Value);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_quiet_account_takes_a_few_dozen_bytes()
    {
        var weekdays = Enumerable.Range(0, 22).Select(day => KeyValuePair.Create(498_000L + day * 24, 3L));
        Assert.Equal(47, SparseCounts.Empty.Plus(weekdays, 0).Encode().Length);
    }

    private static SparseCounts With(params (long Key, long Count)[] pairs) =>
        SparseCounts.Empty.Plus(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Count)), 0);

    private static string Hex(SparseCounts counts) => Convert.ToHexString(counts.Encode());
}
