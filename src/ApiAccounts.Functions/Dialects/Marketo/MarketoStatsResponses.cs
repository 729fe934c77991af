using System.Globalization;
using ApiAccounts.Core.Reports;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>The response of <c>/rest</c> to a successful call.</summary>
internal sealed record MarketoStatsResponse<T>(string RequestId, bool Success, IReadOnlyList<T> Result)
{
    /// <summary>Always empty; the published description requires it.</summary>
    public IReadOnlyList<MarketoErrorResponse> Errors { get; } = [];

    /// <inheritdoc cref="Errors"/>
    public IReadOnlyList<string> Warnings { get; } = [];
}

/// <summary>The number of calls on a UTC day, in total and by user.</summary>
internal sealed record MarketoDayOfUsageResponse(DateOnly Date, long Total, IReadOnlyList<MarketoUserUsageResponse> Users)
{
    public static MarketoDayOfUsageResponse Of(DayOfUsage day) =>
        new(day.Date, day.Total, [.. day.Operators.Select(user => new MarketoUserUsageResponse(user.UserName, user.Count))]);
}

internal sealed record MarketoUserUsageResponse(string UserId, long Count);

/// <summary>The number of failed calls on a UTC day, in total and by error code.</summary>
internal sealed record MarketoDayOfErrorsResponse(DateOnly Date, long Total, IReadOnlyList<MarketoErrorCountResponse> Errors)
{
    /// <summary>In place of a code, for the errors whose codes are not stored one by one.</summary>
    private const string OtherCodes = "other";

    public static MarketoDayOfErrorsResponse Of(DayOfErrors day) => new(
        day.Date,
        day.Total,
        [.. day.Errors.Select(error => new MarketoErrorCountResponse(TextOf(error.Code), error.Count))]);

    private static string TextOf(int? code) => code?.ToString(CultureInfo.InvariantCulture) ?? OtherCodes;
}

internal sealed record MarketoErrorCountResponse(string ErrorCode, long Count);
