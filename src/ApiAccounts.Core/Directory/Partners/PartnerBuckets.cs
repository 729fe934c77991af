namespace ApiAccounts.Core.Directory.Partners;

/// <summary>
/// Which buckets a partner's operators get. A small partner keeps to one, which it shares with other small ones, so that one
/// transaction can count the usage of many; a growing one gets another bucket for every 250 operators, so that its usage can be
/// counted in parallel.
/// </summary>
public static class PartnerBuckets
{
    private const uint OperatorsPerBucket = 250;

    /// <summary>The bucket of a partner's next operator.</summary>
    /// <param name="buckets">How many buckets the deployment has.</param>
    public static int For(uint pid, uint userId, int buckets)
    {
        var inUse = Math.Min((uint)buckets, 1 + userId / OperatorsPerBucket);
        return (int)((pid + userId % inUse) % (uint)buckets);
    }
}
