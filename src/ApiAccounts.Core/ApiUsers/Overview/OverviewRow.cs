using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.ApiUsers.Overview;

/// <summary>One API user in the overview.</summary>
/// <param name="Operator">The full name of its operator.</param>
/// <param name="Requests">Of the last 30 days.</param>
public sealed record OverviewRow(ApiUser ApiUser, string Operator, LastUsed LastUsed, long Requests)
{
    /// <summary>What a column shows, as text.</summary>
    public string Text(OverviewColumn column) => column switch
    {
        OverviewColumn.Operator => Operator,
        OverviewColumn.UserName => ApiUser.UserName,
        OverviewColumn.Type => ApiUser.Type.ToString(),
        OverviewColumn.CreatedAt => UtcTime.Text(ApiUser.CreatedAt),
        OverviewColumn.LastUsed => LastUsed.At is { } time ? UtcTime.Text(time) : JsonNamingPolicy.CamelCase.ConvertName(LastUsed.Status.ToString()),
        OverviewColumn.RequestsLast30Days => Requests.ToString(CultureInfo.InvariantCulture),
        OverviewColumn.Description => ApiUser.Description,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };
}
