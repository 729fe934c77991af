namespace ApiAccounts.Core.Directory.Partners;

/// <summary>A customer of the SaaS: the account that operators belong to.</summary>
/// <param name="Pid">Its number; the Uptrends dialect's <c>AccountId</c>.</param>
/// <param name="Buckets">The buckets that rows of its API users may be in, each put on this list before its first use.</param>
/// <param name="Administrators">How many active administrators it has.</param>
/// <param name="LastUserId">The highest userId given out; the next operator gets the one after it.</param>
public sealed record Partner(uint Pid, string Name, IReadOnlyList<int> Buckets, int Administrators, uint LastUserId);
