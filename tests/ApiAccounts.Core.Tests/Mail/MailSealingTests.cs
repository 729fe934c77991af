using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Mail;

public sealed class MailSealingTests
{
    private readonly MailEncryption sealing = new(Known.Peppers(("1", Known.Pepper1)));

    [Fact]
    public void An_encrypted_mail_decrypts_to_the_original()
    {
        var opened = sealing.Decrypt(sealing.Encrypt(AMail()));

        Assert.Equal([new("name", "Ada ☂"), new("password", "kT4wx-9RbqM-fGh2Z-sV7nC")], opened.Values);
        Assert.Equal(AMail() with { Values = opened.Values }, opened);
    }

    [Fact]
    public void An_encrypted_mail_hides_its_values_and_never_repeats()
    {
        var (one, other) = (sealing.Encrypt(AMail()), sealing.Encrypt(AMail()));

        Assert.DoesNotContain("kT4wx", Encoding.Latin1.GetString(one.Body.Span), StringComparison.OrdinalIgnoreCase);
        Assert.False(one.Body.Span.SequenceEqual(other.Body.Span));
        Assert.DoesNotContain("kT4wx", one.ToString() + AMail(), StringComparison.OrdinalIgnoreCase); // what a log would show of them
    }

    /// <summary>Whoever may write the table still cannot have somebody's password sent to another address, or at another time.</summary>
    [Fact]
    public void An_encrypted_body_decrypts_only_in_its_own_row()
    {
        var kept = sealing.Encrypt(AMail());
        EncryptedMail[] forged =
        [
            kept with { Id = "ffffffffffffffffffffffffffffffff" },
            kept with { OperatorId = AccountId.At(AccountKind.Operator, 42, 8, 15, 1) },
            kept with { Template = MailTemplate.Welcome },
            kept with { Language = MailLanguage.En },
            kept with { Recipient = "eve@partner.example" },
            kept with { CreatedAt = kept.CreatedAt.AddTicks(1) },
            kept with { EndsAt = kept.EndsAt.AddHours(1) },
            kept with { Body = kept.Body[..^1] },
            kept with { Body = kept.Body[..27] },
            kept with { Body = default },
        ];

        Assert.All(forged, mail => Assert.ThrowsAny<CryptographicException>(() => sealing.Decrypt(mail)));
    }

    [Fact]
    public void The_newest_key_encrypts_and_the_others_still_decrypt()
    {
        var kept = sealing.Encrypt(AMail());
        var later = new MailEncryption(Known.Peppers(("1", Known.Pepper1), ("2", Known.Pepper2)));

        Assert.Equal("kT4wx-9RbqM-fGh2Z-sV7nC", later.Decrypt(kept).Values["password"]);
        Assert.Equal(("1", "2"), (kept.KeyId, later.Encrypt(AMail()).KeyId));
        Assert.Equal(
            "Mail 0123456789abcdef0123456789abcdef cannot be decrypted: Secrets__Peppers__2 is not set.",
            Assert.Throws<CryptographicException>(() => sealing.Decrypt(later.Encrypt(AMail()))).Message);
        Assert.ThrowsAny<CryptographicException>(() => new MailEncryption(Known.Peppers(("1", Known.Pepper2))).Decrypt(kept));
    }

    private static OutgoingMail AMail() => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        OperatorId = Known.OperatorId,
        Template = MailTemplate.PasswordReset,
        Language = MailLanguage.Nl,
        Recipient = "ada@partner.example",
        Values = ImmutableSortedDictionary.CreateRange([new("name", "Ada ☂"), KeyValuePair.Create("password", "kT4wx-9RbqM-fGh2Z-sV7nC")]),
        CreatedAt = Known.Now,
        EndsAt = Known.Now.AddHours(24),
    };
}
