using System.Globalization;

namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>The keys of the table Tokens: one partition for each operator.</summary>
internal static class TokensKeys
{
    public static KeyRange Sessions { get; } = new("session|", "session}"); // a brace sorts right after the bar

    /// <param name="id">The id of the operator, or of one of its sessions.</param>
    public static string Owner(AccountId id) => string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|{id.UserId:x8}");

    public static string Session(AccountId id) => string.Create(CultureInfo.InvariantCulture, $"session|{id.Random:x11}");

    public static string ExpiredFilter(AccountId operatorId, DateTimeOffset time) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Owner(operatorId)} and RowKey ge {Sessions.From} and RowKey lt {Sessions.To} and EndsAt le {time}");
}
