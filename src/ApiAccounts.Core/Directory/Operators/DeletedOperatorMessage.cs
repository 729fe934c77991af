using System.Text.Json;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The message <c>{"version":1,"operatorId":"…"}</c>: an operator was deleted, or will be.</summary>
public static class DeletedOperatorMessage
{
    public const string Queue = "ended-operators";

    private const int Version = 1;

    /// <summary>By then the sender has deleted the operator, and concurrent additions of its API users have completed.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    public static byte[] Write(AccountId operatorId) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("operatorId", operatorId.ToString());
        writer.WriteEndObject();
    });

    public static Result<AccountId> Read(string json) => CompactJson.ReadMessage<AccountId>(
        json,
        Version,
        " and the \"operatorId\" of an operator",
        message => message.TryGetProperty("operatorId", out var text) && text.ValueKind == JsonValueKind.String
            && AccountId.TryParse(text.GetString(), out var id) && id.Kind == AccountKind.Operator
                ? id
                : null);
}
