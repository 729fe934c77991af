using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Reports;

/// <summary>What a caller may see of its partner, in numbers. A number is null if the caller may not see what it counts.</summary>
/// <param name="AsOf">When the API users were read.</param>
/// <param name="Operators">All operators, including invited ones.</param>
/// <param name="Invited">The operators that have not accepted their invitation.</param>
/// <param name="Invitations">Those of them whose invitation has not expired.</param>
/// <param name="ApiUsers">The API users that the caller may see.</param>
/// <param name="UsedToday">Those that were used on this UTC day.</param>
/// <param name="UnusedFor90Days">Those that are older than 90 days and were not used in that time.</param>
/// <param name="ExpiringSoon">Those that expire within 30 days.</param>
public sealed record Summary(
    DateTimeOffset AsOf,
    int? Operators,
    int? Invited,
    int? Invitations,
    int ApiUsers,
    int UsedToday,
    int UnusedFor90Days,
    int ExpiringSoon,
    int? Groups,
    int? Roles,
    int CustomServices);

/// <summary>Counts what the caller may see. The API users come from the cache of the overview.</summary>
public sealed class ReadSummary(
    ReadOverview overview, ListOperators operators, ListGroups groups, ListRoles roles, ListCustomServices services, TimeProvider clock)
{
    private static readonly TimeSpan LongUnused = TimeSpan.FromDays(90);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public async Task<Result<Summary>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        var readingOperators = operators.ExecuteAsync(caller, cancellationToken);
        var readingGroups = groups.ExecuteAsync(caller, cancellationToken);
        var readingRoles = roles.ExecuteAsync(caller, cancellationToken);
        var readingServices = services.ExecuteAsync(caller, cancellationToken);
        var readingApiUsers = overview.ExecuteAsync(caller, new(), cancellationToken);
        await Task.WhenAll(readingOperators, readingGroups, readingRoles, readingServices, readingApiUsers);
        if (!(await readingApiUsers).TryGet(out var apiUsers, out var error)) return error;
        if (!(await readingServices).TryGet(out var visible, out error)) return error;

        var now = clock.GetUtcNow();
        var all = caller.May(Permission.ReadOperators) && (await readingOperators).TryGet(out var listed, out _) ? listed : null;
        var invited = all?.Where(found => found.Value.Status == OperatorStatus.Invited).ToList();
        return new Summary(
            apiUsers.AsOf,
            all?.Count,
            invited?.Count,
            invited?.Count(found => now < found.Value.InvitationEndsAt),
            apiUsers.Count,
            apiUsers.Rows.Count(row => row.LastUsed.At >= UtcHour.OfDay(UtcHour.Of(now).Day).Start),
            apiUsers.Rows.Count(row => IsLongUnused(row, now)),
            apiUsers.Rows.Count(row => row.ExpiresAt > now && row.ExpiresAt <= now + Soon),
            CountOf(await readingGroups),
            CountOf(await readingRoles),
            visible.Count);
    }

    /// <summary>An API user whose last use is unknown counts by its age, too.</summary>
    private static bool IsLongUnused(OverviewRow row, DateTimeOffset now) =>
        (row.LastUsed is { Status: LastUsedStatus.Used, At: { } at } ? at : row.CreatedAt) < now - LongUnused;

    private static int? CountOf<T>(Result<IReadOnlyList<T>> listed) => listed.TryGet(out var found, out _) ? found.Count : null;
}
