using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Idempotency;

/// <summary>
/// Runs a request with an idempotency key once, and returns its answer again when the request is repeated: its caller may have lost the
/// answer, and with it a secret that is shown only once. See <c>docs/decisions/0028-a-repeated-request-gets-its-answer-again.md</c>.
/// </summary>
public sealed class AnswerOnce(IIdempotencyStore store, AnswerEncryption encryption, SecretHasher secrets, TimeProvider clock)
{
    /// <summary>How long an answer is returned again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>A request that runs for longer has crashed.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);

    private static readonly Error Reused = Error.Conflict(
        "idempotency_key_reused",
        "The Idempotency-Key was used for another request in the last 10 minutes. Use a new one for each request.");

    private static readonly Error InUse = Error.Conflict(
        "idempotency_key_in_use", "A request with this Idempotency-Key is running. Repeat it later for its answer.");

    /// <param name="caller">Keys of different callers do not meet.</param>
    /// <param name="content">What distinguishes the request from others: its method, target and body.</param>
    /// <param name="run">Only a successful answer is stored. After any other one the request may be tried again with the same key.</param>
    public async Task<Result<StoredAnswer>> ExecuteAsync(
        AccountId caller, string idempotencyKey, byte[] content, Func<Task<StoredAnswer>> run, CancellationToken cancellationToken)
    {
        var key = Hash(Encoding.UTF8.GetBytes($"{caller}|{idempotencyKey}"));
        if (!(await BeginAsync(key, Hash(content), cancellationToken)).TryGet(out var begun, out var refusal)) return refusal;
        if (begun.KeyId is not null) return encryption.Decrypt(key, begun);
        StoredAnswer answer;
        try
        {
            answer = await run();
        }
        catch
        {
            await store.RemoveAsync(key, CancellationToken.None);
            throw;
        }
        if (answer.IsSuccess) await StoreAsync(key, begun, answer);
        else await store.RemoveAsync(key, CancellationToken.None);
        return answer;
    }

    /// <returns>The request of this call, which is to be run, or an earlier one with its answer.</returns>
    private async Task<Result<IdempotentRequest>> BeginAsync(string key, string fingerprint, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await store.FindAsync(key, cancellationToken);
            var now = clock.GetUtcNow();
            if (found is { Value: var earlier } && now - earlier.BeganAt < Lifetime)
            {
                if (secrets.Match(fingerprint, secrets.Read(earlier.Fingerprint), previous: null) != SecretMatch.Current) return Reused;
                if (earlier.KeyId is not null) return earlier;
                if (now - earlier.BeganAt < LongestRequest) return InUse;
            }
            var begun = new IdempotentRequest(secrets.Hash(fingerprint), now, RandomNumberGenerator.GetHexString(16, lowercase: true));
            if (await store.WriteAsync(key, begun, found, cancellationToken)) return begun;
        }
    }

    /// <summary>Ignores cancellation: the request was successful even if the caller has disconnected, and it will ask again.</summary>
    private async Task StoreAsync(string key, IdempotentRequest begun, StoredAnswer answer)
    {
        if (await store.FindAsync(key, CancellationToken.None) is not { } found || found.Value.Write != begun.Write) return;
        await store.WriteAsync(key, encryption.Encrypt(key, begun, answer), found, CancellationToken.None);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
