using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Settings;

namespace ApiAccounts.Core.Partners;

/// <summary>How the accounts are spread: the settings <c>Accounts__…</c>.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>How many buckets (partitions) hold the API users and their usage. It may grow later, and never shrink.</summary>
    /// <value>1 to 4096; 16 unless set.</value>
    [AllowedRange(1, AccountId.MaxBuckets)]
    public int Buckets { get; set; } = 16;
}
