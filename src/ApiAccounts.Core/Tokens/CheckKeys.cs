using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Tokens;

/// <summary>
/// Checks that the peppers and signing keys of the settings are those that were used under their numbers before. With another pepper no
/// credential would work, and what is written meanwhile would not work afterwards. A check value tells no more about a key than a hash or a
/// token does: it is an HMAC-SHA-256 by that key, of a text that is neither a secret nor the content of a token.
/// </summary>
public sealed class CheckKeys(
    IKeyCheckStore store, IOptions<SecretsOptions> secrets, IOptions<TokensOptions> tokens, TimeProvider clock)
{
    /// <summary>The minimum time from the start of a check that fails to the start of the next.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<IReadOnlyList<string>>? last;
    private long startedAt;

    /// <summary>Checks the keys once. If the storage does not respond, a later call checks them.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller, not the check that others wait for.</param>
    /// <returns>A sentence for each wrong key, which names its setting.</returns>
    /// <exception cref="StorageUnavailableException">The keys are not checked yet.</exception>
    public Task<IReadOnlyList<string>> FindWrongAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<string>> check;
        lock (gate)
        {
            var hasFailed = last is { IsCompleted: true, IsCompletedSuccessfully: false };
            if (last is null || (hasFailed && clock.GetElapsedTime(startedAt) >= Interval))
            {
                startedAt = clock.GetTimestamp();
                using var detached = ExecutionContext.SuppressFlow();
                last = Task.Run(CheckAsync, CancellationToken.None);
            }
            check = last;
        }
        return check.WaitAsync(cancellationToken);
    }

    private static string CheckValue(string setting, string key) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes($"api-accounts: the check value of {setting}")));

    private async Task<IReadOnlyList<string>> CheckAsync()
    {
        var wrong = new List<string>();
        (string, Dictionary<string, string>)[] all =
            [("Secrets__Peppers", secrets.Value.Peppers), ("Tokens__SigningKeys", tokens.Value.SigningKeys)];
        foreach (var (name, keys) in all)
        {
            foreach (var (number, key) in keys.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                var (setting, value) = ($"{name}__{number}", CheckValue($"{name}__{number}", key));
                if (await store.RecordAsync(setting, value, CancellationToken.None) == value) continue;
                wrong.Add(
                    $"{setting} is another key than this installation has used under the number {number}: "
                    + "set that key again, or give a new key a number that was not used before.");
            }
        }
        return wrong;
    }
}
