namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>Rows whose usage cannot be read or written, at any time and regardless of the other rows of the call.</summary>
public sealed class UnusableUsageException(IReadOnlyDictionary<AccountId, string> reasons, Exception? cause = null)
    : Exception($"The usage of {reasons.Count} rows cannot be stored: {reasons.Values.FirstOrDefault()}", cause)
{
    /// <summary>The reason for each row, as a sentence.</summary>
    public IReadOnlyDictionary<AccountId, string> Reasons { get; } = reasons;
}
