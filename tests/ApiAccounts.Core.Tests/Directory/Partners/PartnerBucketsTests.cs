using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Tests.Directory.Partners;

public sealed class PartnerBucketsTests
{
    [Theory]
    [InlineData(1u, 1u, 16, 1)]
    [InlineData(1u, 249u, 16, 1)]
    [InlineData(1u, 250u, 16, 1)] // the 250th begins the second bucket's share: even userIds stay
    [InlineData(1u, 251u, 16, 2)]
    [InlineData(1u, 500u, 16, 3)]
    [InlineData(1u, 4_001u, 16, 2)]
    [InlineData(17u, 1u, 16, 1)] // partners share buckets
    [InlineData(42u, 7u, 1, 0)]
    [InlineData(15u, 251u, 16, 0)]
    [InlineData(uint.MaxValue, uint.MaxValue, 4_096, 4_094)]
    [InlineData(uint.MaxValue, 1u, 4_096, 4_095)]
    public void A_partner_gets_another_bucket_for_every_250_operators(uint pid, uint userId, int buckets, int bucket) =>
        Assert.Equal(bucket, PartnerBuckets.For(pid, userId, buckets));

    [Theory]
    [InlineData(249u, 1)]
    [InlineData(499u, 2)]
    [InlineData(2_499u, 10)]
    [InlineData(100_000u, 16)]
    public void A_partner_uses_only_as_many_buckets_as_its_size_needs(uint operators, int inUse) =>
        Assert.Equal(
            inUse, Enumerable.Range(1, (int)operators).Select(userId => PartnerBuckets.For(5, (uint)userId, 16)).Distinct().Count());
}
