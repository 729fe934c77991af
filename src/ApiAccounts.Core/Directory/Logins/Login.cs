namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// The operators that claim a user name, at most one of each partner, in the order of their claims. The claim of an operator that does not
/// exist or has another user name is stale.
/// </summary>
/// <param name="Claimants">From 1 to <see cref="MaxClaimants"/>.</param>
public sealed record Login(IReadOnlyList<AccountId> Claimants)
{
    /// <summary>Each may cost a hash when somebody signs in with the name.</summary>
    public const int MaxClaimants = 16;

    public Login(AccountId only)
        : this([only])
    {
    }

    public bool Equals(Login? other) => other is not null && Claimants.SequenceEqual(other.Claimants);

    public override int GetHashCode() => Claimants.Count == 0 ? 0 : Claimants[0].GetHashCode();
}
