namespace ApiAccounts.Core.Idempotency;

/// <summary>A request that its caller may send more than once, and its answer.</summary>
/// <param name="Fingerprint">The <see cref="SecretHasher.Hash"/> of what was requested.</param>
/// <param name="BeganAt">When it was first received.</param>
/// <param name="Write">Unique for each write, to distinguish a retried write from another's.</param>
public sealed record IdempotentRequest(string Fingerprint, DateTimeOffset BeganAt, string Write)
{
    /// <summary>The number of the key that encrypts the answer (<c>Secrets__Peppers__…</c>); null while the request runs.</summary>
    public string? KeyId { get; init; }

    /// <summary>The encrypted answer; see <see cref="AnswerEncryption"/>. Empty while the request runs.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }
}

/// <summary>An answer as a caller received it.</summary>
/// <param name="Location">The header of that name; null if there is none.</param>
public sealed record StoredAnswer(int Status, string? ContentType, string? Location, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
