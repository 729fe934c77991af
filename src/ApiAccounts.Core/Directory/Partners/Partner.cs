namespace ApiAccounts.Core.Directory.Partners;

/// <summary>A customer of the SaaS: the account that owns operators.</summary>
/// <param name="Pid">Its number; the <c>AccountId</c> of the Uptrends dialect.</param>
/// <param name="Buckets">The buckets that may contain rows of its API users. Each is added before its first use.</param>
/// <param name="Administrators">The number of active administrators.</param>
/// <param name="LastUserId">The highest assigned userId. The next operator gets the next number.</param>
public sealed record Partner(uint Pid, string Name, IReadOnlyList<int> Buckets, int Administrators, uint LastUserId)
{
    /// <summary>
    /// Whether the user names of all its operators are reserved. False for a partner from before there were reservations.
    /// </summary>
    public bool NamesAreReserved { get; init; } = true;
}
