using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>What the aggregator did with its store.</summary>
internal static class UsageStoreSpies
{
    public static int Reads(this Spy<IUsageStore> store) => store.CountOf("Read");

    /// <summary>Of each write, how many markers and rows it had.</summary>
    public static IReadOnlyList<(int Markers, int Updates)> Writes(this Spy<IUsageStore> store) =>
    [
        .. store.CallsTo("Apply").Select(call =>
            (call.Argument<IReadOnlyList<SectionMarker>>().Count, call.Argument<IReadOnlyList<UsageUpdate>>().Count)),
    ];

    /// <summary>Every read with this account fails as a row that cannot be read does.</summary>
    public static void MakeUnreadable(this Spy<IUsageStore> store, AccountId id) => store.Before("Read", call =>
        call.Argument<IReadOnlyCollection<AccountId>>().Contains(id)
            ? throw new InvalidDataException("A row that cannot be read.")
            : Task.CompletedTask);

    /// <summary>Every call of a step with one of these accounts fails, as it does if their rows cannot be stored.</summary>
    public static void MakeUnusable(this Spy<IUsageStore> store, string step, params AccountId[] ids) => store.Before(step, call =>
    {
        var found = step == "Read"
            ? call.Argument<IReadOnlyCollection<AccountId>>()
            : [.. call.Argument<IReadOnlyList<UsageUpdate>>().Select(update => update.Id)];
        var unusable = ids.Where(found.Contains).ToDictionary(id => id, _ => "The row cannot be stored.");
        return unusable.Count > 0 ? throw new UnusableUsageException(unusable) : Task.CompletedTask;
    });

    /// <summary>The storage does not say which versions it wrote.</summary>
    public static void HideVersions(this Spy<IUsageStore> store) => store.Instead("Apply", async (call, next) =>
        await next() is UsageOutcome { IsApplied: true }
            ? UsageOutcome.Applied([.. call.Argument<IReadOnlyList<UsageUpdate>>().Select(_ => (string?)null)])
            : throw new InvalidOperationException("It was not applied."));
}
