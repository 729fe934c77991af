using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Messages;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>What a gateway counted of one API user.</summary>
/// <param name="At">The last of the uses, which are all counted in its hour.</param>
/// <param name="Errors">How many of them ended in an error, by code.</param>
public sealed record ReportedUsage(AccountId ApiUserId, DateTimeOffset At, long Requests, ImmutableDictionary<int, long> Errors);

/// <summary>
/// Puts the usage that a gateway of the partner counted on the queue. The ids and bytes of the messages follow from the report alone, so
/// that the same one sent again, at whatever time, counts once.
/// </summary>
public sealed partial class ReportUsage(IUsageSender sender, TimeProvider clock, ILogger<ReportUsage> logger)
{
    public const int MaxPings = 1_000;

    /// <summary>Error codes of one ping: with more, a ping could fill a message.</summary>
    public const int MaxErrorCodes = 100;

    /// <summary>Of the hash, so that a hyphen and a number fit behind it.</summary>
    private const int IdCharacters = 60;

    /// <summary>An hour less than a message may be old when it is counted: what was taken is not refused there.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    private static readonly Error NotTaken = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The usage cannot be recorded at the moment: send it again later, with the same batchId.");

    /// <param name="batchId">The gateway's own name for this report: 1 to 64 letters, digits, hyphens and underscores.</param>
    /// <returns>Once the queue has all of it. On any error nothing of it counts that does not count when it is sent again.</returns>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, string batchId, IReadOnlyList<ReportedUsage> pings, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.RecordUsage, caller) is { } refusal) return refusal;
        if (Check(caller, batchId, pings) is { } fault) return fault;
        if (!Merge(pings).TryGet(out var merged, out var error)) return error;

        var sentAt = pings.Max(ping => ping.At).ToUniversalTime();
        try
        {
            foreach (var message in UsageMessageWriter.WriteReport(merged, sentAt, IdOf(caller.Pid, batchId)))
                await sender.SendAsync(message, cancellationToken);
            return new Unit();
        }
        catch (StorageUnavailableException exception)
        {
            LogNotTaken(logger, exception);
            return NotTaken;
        }
    }

    private static string IdOf(uint pid, string batchId) => Convert
        .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"usage|{pid}|{batchId}"))))[..IdCharacters];

    private Error? Check(Caller caller, string batchId, IReadOnlyList<ReportedUsage> pings)
    {
        if (!BatchIdPattern().IsMatch(batchId)) return Error.Invalid("The batchId has to be 1 to 64 letters, digits, hyphens and underscores.", "batchId");
        if (pings.Count is 0 or > MaxPings) return Error.Invalid($"There may be from 1 to {MaxPings} pings; there are {pings.Count}.", "pings");

        var now = clock.GetUtcNow();
        foreach (var (index, ping) in pings.Index())
            if (Check(caller, ping, $"pings[{index}]", now) is { } fault) return fault;
        return null;
    }

    private static Error? Check(Caller caller, ReportedUsage ping, string target, DateTimeOffset now)
    {
        if (ping.ApiUserId.Pid != caller.Pid) return Error.NotFound($"API user as {ping.ApiUserId}") with { Target = $"{target}.apiUserId" };
        if (ping.At > now + MaxAhead) return Error.Invalid($"The time {UtcTime.Text(ping.At)} is more than 5 minutes in the future.", $"{target}.at");
        if (ping.At < now - MaxAge) return Error.Invalid($"The time {UtcTime.Text(ping.At)} is more than 6 days and 23 hours ago.", $"{target}.at");
        if (!IsCount(ping.Requests)) return Error.Invalid($"The requests are {ping.Requests}; they may be from 1 to {UsagePing.MaxCount}.", $"{target}.requests");
        if (ping.Errors.Count > MaxErrorCodes) return Error.Invalid($"There may be at most {MaxErrorCodes} error codes.", $"{target}.errors");
        foreach (var (code, count) in ping.Errors)
        {
            if (code is < 0 or >= AccountUsage.MaxErrorCode)
                return Error.Invalid($"The error code {code} is not from 0 to {AccountUsage.MaxErrorCode - 1}.", $"{target}.errors");
            if (!IsCount(count)) return Error.Invalid($"The errors {code} are {count}; they may be from 1 to {UsagePing.MaxCount}.", $"{target}.errors");
        }
        return null;
    }

    /// <summary>One for each API user and hour, as a section may have.</summary>
    private static Result<IReadOnlyList<UsagePing>> Merge(IReadOnlyList<ReportedUsage> pings)
    {
        var merged = new List<UsagePing>();
        foreach (var group in pings.GroupBy(ping => (ping.ApiUserId, Hour: UtcHour.Of(ping.At))))
        {
            var errors = group.SelectMany(ping => ping.Errors).GroupBy(error => error.Key)
                .ToImmutableDictionary(code => code.Key, code => code.Sum(error => error.Value));
            var ping = new UsagePing(group.Key.ApiUserId, group.Key.Hour, group.Sum(ping => ping.Requests), group.Max(ping => ping.At), errors);
            if (!IsCount(ping.Count) || !errors.Values.All(IsCount) || errors.Count > MaxErrorCodes)
                return Error.Invalid($"The pings of {ping.Id} in one hour are together more than one may be.", "pings");
            merged.Add(ping);
        }
        return merged;
    }

    private static bool IsCount(long count) => count is >= 1 and <= UsagePing.MaxCount;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex BatchIdPattern();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A usage report could not be put on the queue.")]
    private static partial void LogNotTaken(ILogger logger, Exception exception);
}
