using System.Globalization;
using ApiAccounts.Core.Reports;

namespace ApiAccounts.Functions.Marketo;

/// <summary>An answer of <c>/rest</c> to a call that went well.</summary>
internal sealed record StatsResponse<T>(string RequestId, bool Success, IReadOnlyList<T> Result);

/// <summary>How often was called on a day of UTC, and by whom.</summary>
internal sealed record DayOfUsageResponse(DateOnly Date, long Total, IReadOnlyList<UserUsageResponse> Users)
{
    public static DayOfUsageResponse Of(DayOfUsage day) =>
        new(day.Date, day.Total, [.. day.Operators.Select(user => new UserUsageResponse(user.UserName, user.Count))]);
}

internal sealed record UserUsageResponse(string UserId, long Count);

/// <summary>How many calls failed on a day of UTC, and how.</summary>
internal sealed record DayOfErrorsResponse(DateOnly Date, long Total, IReadOnlyList<ErrorCountResponse> Errors)
{
    public static DayOfErrorsResponse Of(DayOfErrors day) => new(
        day.Date, day.Total, [.. day.Errors.Select(error => new ErrorCountResponse(error.Code.ToString(CultureInfo.InvariantCulture), error.Count))]);
}

internal sealed record ErrorCountResponse(string ErrorCode, long Count);
