namespace ApiAccounts.Core.Mail;

/// <summary>An <see cref="OutgoingMail"/> in the outbox. Only holders of the key can read its values.</summary>
public sealed record EncryptedMail
{
    /// <inheritdoc cref="OutgoingMail.Id"/>
    public required string Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required MailTemplate Template { get; init; }

    public required MailLanguage Language { get; init; }

    public required string Recipient { get; init; }

    /// <summary>The number of the key that encrypts it (<c>Secrets__Peppers__…</c>).</summary>
    public required string KeyId { get; init; }

    /// <summary>The nonce, the tag and the encrypted values; see <see cref="MailEncryption"/>.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }
}
