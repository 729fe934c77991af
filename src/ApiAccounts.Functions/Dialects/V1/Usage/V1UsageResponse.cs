namespace ApiAccounts.Functions.Dialects.V1.Usage;

/// <summary>The requests of an API user, by hour or by day.</summary>
/// <param name="By"><c>hour</c> or <c>day</c>.</param>
/// <param name="List">The hours or days that had requests, in order.</param>
internal sealed record V1UsageResponse(
    DateTimeOffset AsOf, string ApiUserId, string By, long Total, IReadOnlyList<V1UsageEntryResponse> List);

/// <summary>The requests of an operator itself, by hour or by day.</summary>
/// <param name="LastUsed">The latest ever; null if there was none.</param>
/// <inheritdoc cref="V1UsageResponse" path="/param"/>
internal sealed record V1OperatorUsageResponse(
    DateTimeOffset AsOf, string OperatorId, DateTimeOffset? LastUsed, string By, long Total, IReadOnlyList<V1UsageEntryResponse> List);

/// <param name="At">The start of the UTC hour or day.</param>
internal sealed record V1UsageEntryResponse(DateTimeOffset At, long Requests);

/// <summary>The failed requests of an API user in the last 8 UTC days, by day and code.</summary>
/// <param name="List">The days and codes that had failures, in order.</param>
internal sealed record V1ErrorsResponse(DateTimeOffset AsOf, string ApiUserId, long Total, IReadOnlyList<V1ErrorEntryResponse> List);

/// <param name="At">The start of the UTC day.</param>
/// <param name="Code">The reported error code; null for all codes of the day that were too rare to be counted singly.</param>
internal sealed record V1ErrorEntryResponse(DateTimeOffset At, int? Code, long Errors);
