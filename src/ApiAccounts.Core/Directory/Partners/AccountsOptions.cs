using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Directory.Partners;

/// <summary>How accounts are partitioned: the settings <c>Accounts__…</c>.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>The number of buckets (partitions) for API users and their usage. It may grow, but must never shrink.</summary>
    /// <value>1 to 4096; 16 by default.</value>
    [AllowedRange(1, AccountId.MaxBuckets)]
    public int Buckets { get; set; } = 16;
}

[OptionsValidator]
internal sealed partial class AccountsOptionsValidator : IValidateOptions<AccountsOptions>;
