using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>The usage of one API user that a gateway counted.</summary>
/// <param name="At">The last of the uses. All of them count in its hour.</param>
/// <param name="Errors">The number of failed uses, by code.</param>
public sealed record ReportedUsage(AccountId ApiUserId, DateTimeOffset At, long Requests, ImmutableDictionary<int, long> Errors);

/// <summary>
/// Enqueues the usage that a gateway of the partner counted. The ids and bytes of the messages follow from the caller and the report alone,
/// so that a repeated report counts once, whenever it is sent.
/// </summary>
public sealed partial class ReportUsage(
    IUsageSender sender, IReportedBatchStore batches, TimeProvider clock, ILogger<ReportUsage> logger)
{
    public const int MaxPings = 1_000;

    /// <summary>The maximum number of error codes of a ping. With more, a ping could exceed a message.</summary>
    public const int MaxErrorCodes = 100;

    /// <summary>The used length of the hash, which leaves room for a hyphen and a number.</summary>
    private const int IdCharacters = 60;

    /// <summary>One hour less than the maximum age of a counted message, so that an accepted report is not refused later.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    private static readonly Error NotTaken = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The usage cannot be recorded now. Send it again later, with the same batchId.");

    private static readonly Error BatchIdReused = Error.Conflict(
        "batch_id_reused", "The caller has sent another report with this batchId. Nothing of this one is counted.") with
    {
        Target = "batchId",
    };

    /// <param name="batchId">
    /// The caller's name for this report: 1 to 64 letters, digits, hyphens and underscores. Another caller may use the same name.
    /// </param>
    /// <returns>Completes once the queue has all of it. After an error the same report can be sent again and counts once.</returns>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, string batchId, IReadOnlyList<ReportedUsage> pings, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.RecordUsage, caller) is { } refusal) return refusal;
        if (Check(caller, batchId, pings) is { } fault) return fault;
        if (!Merge(pings).TryGet(out var merged, out var error)) return error;

        var reporter = caller.Actor;
        var id = IdOf(reporter, batchId);
        var messages = UsageMessageWriter.WriteReport(merged, pings.Max(ping => ping.At).ToUniversalTime(), id);
        var content = ContentOf(messages);
        if (await batches.RecordAsync(reporter.Bucket, id, content, clock.GetUtcNow(), cancellationToken) != content) return BatchIdReused;
        try
        {
            foreach (var message in messages)
                await sender.SendAsync(message, cancellationToken);
            return new Unit();
        }
        catch (StorageUnavailableException exception)
        {
            LogNotTaken(logger, exception);
            return NotTaken;
        }
    }

    private static string IdOf(AccountId reporter, string batchId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"usage|{reporter}|{batchId}")))[..IdCharacters];

    private static string ContentOf(IReadOnlyList<byte[]> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var message in messages) hash.AppendData(message);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private Error? Check(Caller caller, string batchId, IReadOnlyList<ReportedUsage> pings)
    {
        if (!BatchIdPattern().IsMatch(batchId))
            return Error.Invalid("'batchId' must be 1 to 64 letters, digits, hyphens and underscores.", "batchId");
        if (pings.Count is 0 or > MaxPings)
            return Error.Invalid($"'pings' must contain between 1 and {MaxPings} pings; it contains {pings.Count}.", "pings");

        var now = clock.GetUtcNow();
        foreach (var (index, ping) in pings.Index())
            if (Check(caller, ping, $"pings[{index}]", now) is { } fault) return fault;
        return null;
    }

    private static Error? Check(Caller caller, ReportedUsage ping, string target, DateTimeOffset now)
    {
        if (ping.ApiUserId.Pid != caller.Pid)
            return Error.NotFound($"API user as {ping.ApiUserId}") with { Target = $"{target}.apiUserId" };
        if (ping.At > now + MaxAhead)
            return Error.Invalid($"The time {UtcTime.Text(ping.At)} is more than 5 minutes in the future.", $"{target}.at");
        if (ping.At < now - MaxAge)
            return Error.Invalid($"The time {UtcTime.Text(ping.At)} is more than 6 days and 23 hours ago.", $"{target}.at");
        if (!IsCount(ping.Requests))
            return Error.Invalid($"'requests' must be between 1 and {UsagePing.MaxCount}; it is {ping.Requests}.", $"{target}.requests");
        if (ping.Errors.Count > MaxErrorCodes)
        {
            return Error.Invalid(
                $"'errors' must contain at most {MaxErrorCodes} codes; it contains {ping.Errors.Count}.", $"{target}.errors");
        }
        foreach (var (code, count) in ping.Errors)
            if (CheckError(code, count, $"{target}.errors") is { } fault) return fault;
        return null;
    }

    private static Error? CheckError(int code, long count, string target)
    {
        if (code is < 0 or >= AccountUsage.MaxErrorCode)
            return Error.Invalid($"An error code must be between 0 and {AccountUsage.MaxErrorCode - 1}; it is {code}.", target);
        return IsCount(count)
            ? null
            : Error.Invalid($"The count of error {code} must be between 1 and {UsagePing.MaxCount}; it is {count}.", target);
    }

    /// <summary>Merges the pings of each API user and hour, as a section requires.</summary>
    private static Result<IReadOnlyList<UsagePing>> Merge(IReadOnlyList<ReportedUsage> pings)
    {
        var merged = new List<UsagePing>();
        foreach (var group in pings.GroupBy(ping => (ping.ApiUserId, Hour: UtcHour.Of(ping.At))))
        {
            var errors = group.SelectMany(ping => ping.Errors).GroupBy(error => error.Key)
                .ToImmutableDictionary(code => code.Key, code => code.Sum(error => error.Value));
            var (requests, last) = (group.Sum(ping => ping.Requests), group.Max(ping => ping.At));
            var ping = new UsagePing(group.Key.ApiUserId, group.Key.Hour, requests, last, errors);
            if (!IsCount(ping.Count) || !errors.Values.All(IsCount) || errors.Count > MaxErrorCodes)
                return Error.Invalid($"The pings of {ping.Id} in one hour exceed the limits of a single ping.", "pings");
            merged.Add(ping);
        }
        return merged;
    }

    private static bool IsCount(long count) => count is >= 1 and <= UsagePing.MaxCount;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex BatchIdPattern();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A usage report could not be enqueued.")]
    private static partial void LogNotTaken(ILogger logger, Exception exception);
}
