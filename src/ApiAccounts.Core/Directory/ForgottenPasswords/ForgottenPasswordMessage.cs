using System.Text.Json;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.ForgottenPasswords;

/// <summary>Somebody has forgotten the password of a user name, which may not exist.</summary>
/// <param name="LoginKey">See <see cref="Logins.LoginName.KeyOf"/>.</param>
/// <param name="Address">The caller's network address, for the audit trail; null if unknown.</param>
public readonly record struct ForgottenPassword(string LoginKey, string? Address);

/// <summary>
/// The message <c>{"version":1,"loginKey":"…","address":"…"}</c> of the queue <see cref="OutgoingMailMessage.Queue"/>: a link is to be
/// mailed to the operator with that user name, if there is one.
/// </summary>
public static class ForgottenPasswordMessage
{
    private const int Version = 1;
    private const int KeyLength = 64;

    public static byte[] Write(ForgottenPassword forgotten) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("loginKey", forgotten.LoginKey);
        if (forgotten.Address is not null) writer.WriteString("address", forgotten.Address);
        writer.WriteEndObject();
    });

    public static Result<ForgottenPassword> Read(string json) => CompactJson.ReadMessage<ForgottenPassword>(
        json,
        Version,
        " and the \"loginKey\" of a user name",
        message => TextOf(message, "loginKey") is { Length: KeyLength } key && key.All(char.IsAsciiHexDigitLower)
            ? new ForgottenPassword(key, TextOf(message, "address"))
            : null);

    private static string? TextOf(JsonElement message, string name) =>
        message.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
