namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// Maps the keys of a partner's API users in one bucket to numbers without gaps between operators, so that a range can be split in half. A
/// place consists of the index of the operator and the random bits of the id.
/// </summary>
/// <param name="userIds">The user ids of the operators in this bucket, in ascending order.</param>
internal sealed class ApiUserPlaces(uint pid, int bucket, uint[] userIds)
{
    private const int RandomBits = 44;

    public string PartitionKey { get; } = AccountsKeys.Bucket(bucket);

    public long End { get; } = (long)userIds.Length << RandomBits;

    /// <summary>The place of an API user. If its operator is not in the list, the place where the next operator begins.</summary>
    public long Of(AccountId id)
    {
        var number = Array.BinarySearch(userIds, id.UserId);
        return number < 0 ? (long)~number << RandomBits : ((long)number << RandomBits) + (long)id.Random;
    }

    /// <param name="to">The end, which is excluded.</param>
    public KeyRange Range(long from, long to) => new(KeyAt(from), KeyAt(to));

    private string KeyAt(long place) => place == End
        ? AccountsKeys.ApiUsersOfPartner(pid).To
        : AccountsKeys.ApiUser(pid, userIds[place >> RandomBits], (ulong)place & ((1UL << RandomBits) - 1));
}
