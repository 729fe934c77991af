using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Overview;

/// <summary>One API user in the overview. Only what is displayed, because an instance caches very many.</summary>
public sealed record OverviewRow
{
    /// <summary>UTC ticks; 0 for none.</summary>
    private readonly long createdAt;
    private readonly long expiresAt;
    private readonly long lastUsedAt;
    private readonly LastUsedStatus lastUsed;

    public required AccountId Id { get; init; }

    public required OverviewOperator Operator { get; init; }

    public required string Description { get; init; }

    public required ApiUserType Type { get; init; }

    public required bool IsEnabled { get; init; }

    public required DateTimeOffset CreatedAt
    {
        get => new(createdAt, TimeSpan.Zero);
        init => createdAt = value.UtcTicks;
    }

    /// <summary>The first instant at which it is invalid; null for never.</summary>
    public required DateTimeOffset? ExpiresAt
    {
        get => TimeOf(expiresAt);
        init => expiresAt = value?.UtcTicks ?? 0;
    }

    /// <summary>Null for the default.</summary>
    public required RateLimit? RateLimit { get; init; }

    public required LastUsed LastUsed
    {
        get => new(lastUsed, TimeOf(lastUsedAt));
        init => (lastUsed, lastUsedAt) = (value.Status, value.At?.UtcTicks ?? 0);
    }

    /// <summary>The number of requests in the last 30 days.</summary>
    public required long Requests { get; init; }

    /// <summary>Null if there is no previous secret.</summary>
    public required OverviewPreviousSecret? PreviousSecret { get; init; }

    public string UserName => Id.UserName;

    public static OverviewRow Of(ApiUser apiUser, OverviewOperator @operator, DateTimeOffset now, DateTimeOffset trackedSince) => new()
    {
        Id = apiUser.Id,
        Operator = @operator,
        Description = apiUser.Description,
        Type = apiUser.Type,
        IsEnabled = apiUser.IsEnabled,
        CreatedAt = apiUser.CreatedAt,
        ExpiresAt = apiUser.ExpiresAt,
        RateLimit = apiUser.RateLimit,
        LastUsed = LastUsed.Of(apiUser.Usage, apiUser.CreatedAt, trackedSince),
        Requests = apiUser.Usage.RequestsLast30Days(now),
        PreviousSecret = apiUser.PreviousSecret is { } previous ? new(previous.EndsAt, apiUser.PreviousSecretLastUsed) : null,
    };

    /// <summary>Returns the displayed text of a column.</summary>
    public string Text(OverviewColumn column) => column switch
    {
        OverviewColumn.Operator => Operator.FullName,
        OverviewColumn.UserName => UserName,
        OverviewColumn.Type => Type.ToString(),
        OverviewColumn.CreatedAt => UtcTime.Text(CreatedAt),
        OverviewColumn.LastUsed => LastUsed.At is { } time ? UtcTime.Text(time) : Text(lastUsed),
        OverviewColumn.RequestsLast30Days => Requests.ToString(CultureInfo.InvariantCulture),
        OverviewColumn.Description => Description,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <summary>Returns the text in place of the time of an unknown use.</summary>
    internal static string Text(LastUsedStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private static DateTimeOffset? TimeOf(long ticks) => ticks == 0 ? null : new(ticks, TimeSpan.Zero);
}

/// <param name="EndsAt">The first instant at which it is invalid.</param>
/// <param name="LastUsedAt">The latest use since the rotation; null for none.</param>
public sealed record OverviewPreviousSecret(DateTimeOffset EndsAt, DateTimeOffset? LastUsedAt);
