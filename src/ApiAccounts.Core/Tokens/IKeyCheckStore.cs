namespace ApiAccounts.Core.Tokens;

/// <summary>Stores a check value of each key that was ever used, by the setting that the key came from.</summary>
public interface IKeyCheckStore
{
    /// <summary>Stores the check value of a key, unless there is one. Concurrent calls all return the value of one of them.</summary>
    /// <param name="setting">Such as <c>Secrets__Peppers__1</c>.</param>
    /// <returns>The stored value, which is that of the first call ever.</returns>
    /// <exception cref="StorageUnavailableException"/>
    Task<string> RecordAsync(string setting, string checkValue, CancellationToken cancellationToken);
}
