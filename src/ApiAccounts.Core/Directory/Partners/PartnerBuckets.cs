namespace ApiAccounts.Core.Directory.Partners;

/// <summary>
/// Assigns buckets to a partner's operators. A small partner uses one bucket, shared with other small ones, so that one
/// transaction can count the usage of many. A growing partner gets another bucket for every 250 operators, so that its usage
/// can be counted in parallel.
/// </summary>
public static class PartnerBuckets
{
    private const uint OperatorsPerBucket = 250;

    /// <summary>Returns the bucket of a partner's next operator.</summary>
    /// <param name="buckets">The number of buckets of the deployment.</param>
    public static int For(uint pid, uint userId, int buckets)
    {
        var inUse = Math.Min((uint)buckets, 1 + userId / OperatorsPerBucket);
        return (int)((pid + userId % inUse) % (uint)buckets);
    }
}
