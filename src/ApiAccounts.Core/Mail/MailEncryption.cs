using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Encrypts the values of mails: AES-256-GCM with a key that HKDF-SHA-256 derives from a pepper. The other stored properties,
/// including the recipient, are authenticated data. Nobody can obtain a password by moving it to another mail or recipient.
/// </summary>
public sealed class MailEncryption(IOptions<SecretsOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;

    private static readonly Range Nonce = ..NonceLength;
    private static readonly Range Tag = NonceLength..(NonceLength + TagLength);
    private static readonly Range Ciphertext = (NonceLength + TagLength)..;

    private readonly Dictionary<string, byte[]> keys = options.Value.Peppers.ToDictionary(
        pepper => pepper.Key,
        pepper => HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Convert.FromBase64String(pepper.Value), KeyLength, info: "ApiAccounts mail"u8.ToArray()));

    private readonly string newest = options.Value.NewestKeyId;

    public EncryptedMail Encrypt(OutgoingMail mail)
    {
        var values = CompactJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in mail.Values) writer.WriteString(name, value);
            writer.WriteEndObject();
        });
        var encrypted = new EncryptedMail
        {
            Id = mail.Id,
            OperatorId = mail.OperatorId,
            Template = mail.Template,
            Language = mail.Language,
            Recipient = mail.Recipient,
            KeyId = newest,
            Body = default,
            CreatedAt = mail.CreatedAt,
            EndsAt = mail.EndsAt,
        };
        var body = new byte[NonceLength + TagLength + values.Length];
        RandomNumberGenerator.Fill(body.AsSpan(Nonce));
        using var cipher = new AesGcm(keys[newest], TagLength);
        cipher.Encrypt(body.AsSpan(Nonce), values, body.AsSpan(Ciphertext), body.AsSpan(Tag), Authenticated(encrypted));
        return encrypted with { Body = body };
    }

    /// <exception cref="CryptographicException">The mail was altered, or its key is not set, perhaps only on this instance.</exception>
    public OutgoingMail Decrypt(EncryptedMail mail)
    {
        if (!keys.TryGetValue(mail.KeyId, out var key))
            throw new CryptographicException($"Mail {mail.Id} cannot be decrypted: Secrets__Peppers__{mail.KeyId} is not set.");
        var body = mail.Body.Span;
        if (body.Length < NonceLength + TagLength)
            throw new CryptographicException($"Mail {mail.Id} cannot be decrypted: its body is too short.");
        var values = new byte[body.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(body[Nonce], body[Ciphertext], body[Tag], values, Authenticated(mail));
        return new()
        {
            Id = mail.Id,
            OperatorId = mail.OperatorId,
            Template = mail.Template,
            Language = mail.Language,
            Recipient = mail.Recipient,
            Values = JsonElement.Parse(values).EnumerateObject()
                .ToImmutableSortedDictionary(value => value.Name, value => value.Value.GetString()!),
            CreatedAt = mail.CreatedAt,
            EndsAt = mail.EndsAt,
        };
    }

    /// <summary>Encodes all stored properties but the body, each with its length, so that no two mails share an encoding.</summary>
    private static byte[] Authenticated(EncryptedMail mail)
    {
        string[] parts =
        [
            mail.Id, mail.OperatorId.ToString(), mail.Template.ToString(), mail.Language.ToString(), mail.Recipient, mail.KeyId,
            UtcTime.Text(mail.CreatedAt), UtcTime.Text(mail.EndsAt),
        ];
        return Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}")));
    }
}
