using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tables.Shared;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// The places of a partner's API users in one bucket as numbers without gaps between its operators, so that a range of them can be cut in the
/// middle: the number of the operator among them, and the random bits.
/// </summary>
/// <param name="userIds">Of the operators that have this bucket, in ascending order.</param>
internal sealed class ApiUserPlaces(uint pid, int bucket, uint[] userIds)
{
    private const int RandomBits = 44;

    public string PartitionKey { get; } = AccountsKeys.Bucket(bucket);

    public long End { get; } = (long)userIds.Length << RandomBits;

    /// <summary>The place of an API user; of one whose operator is not among them, where the next one's begin.</summary>
    public long Of(AccountId id)
    {
        var number = Array.BinarySearch(userIds, id.UserId);
        return number < 0 ? (long)~number << RandomBits : ((long)number << RandomBits) + (long)id.Random;
    }

    /// <param name="to">Excluded.</param>
    public KeyRange Range(long from, long to) => new(KeyAt(from), KeyAt(to));

    private string KeyAt(long place) => place == End
        ? AccountsKeys.ApiUsersOfPartner(pid).To
        : AccountsKeys.ApiUser(pid, userIds[place >> RandomBits], (ulong)place & ((1UL << RandomBits) - 1));
}
