using ApiAccounts.Bench.Figures;

namespace ApiAccounts.Bench.Running;

/// <summary>Calls on the wire by what they are for.</summary>
/// <param name="FeedReads">Queries of the table Changes.</param>
/// <param name="Writes">Of single rows.</param>
/// <param name="Gets">Of messages from the queue of usage, those that found none too.</param>
/// <param name="Polls">Of the other queues.</param>
/// <param name="Others">Tables and queues made, messages hidden for longer, and whatever there is.</param>
internal sealed record StorageCost(
    int Reads, int FeedReads, int Transactions, int Writes, int Sends, int Gets, int Deletes, int Polls, int Others)
{
    private const string UsageMessages = "/usage-pings/messages";
    private const string Feed = "/Changes()";

    public int All => Reads + FeedReads + Transactions + Writes + Sends + Gets + Deletes + Polls + Others;

    public static StorageCost Of(IReadOnlyCollection<StorageCall> calls)
    {
        var kinds = calls.CountBy(KindOf).ToDictionary();
        int Count(string kind) => kinds.GetValueOrDefault(kind);
        return new(
            Count(nameof(Reads)), Count(nameof(FeedReads)), Count(nameof(Transactions)), Count(nameof(Writes)),
            Count(nameof(Sends)), Count(nameof(Gets)), Count(nameof(Deletes)), Count(nameof(Polls)), Count(nameof(Others)));
    }

    public static bool IsFeedRead(StorageCall call) => KindOf(call) == nameof(FeedReads);

    /// <summary>Each kind that there was, for every thousand of something.</summary>
    /// <returns>All of them.</returns>
    public double AddTo(Report report, string subject, string ofWhat, double number)
    {
        double PerThousand(int count) => count * 1000 / number;
        (string Name, int Count)[] kinds =
        [
            ("table reads", Reads), ("feed reads", FeedReads), ("transactions", Transactions), ("rows written", Writes),
            ("queue sends", Sends),
            ("queue gets", Gets), ("queue deletes", Deletes), ("polls of other queues", Polls), ("others", Others),
        ];
        foreach (var (name, count) in kinds.Where(kind => kind.Count > 0))
            report.Add(subject, name, $"per 1,000 {ofWhat}", PerThousand(count));
        report.Add(subject, "all storage calls", $"per 1,000 {ofWhat}", PerThousand(All));
        return PerThousand(All);
    }

    private static string KindOf(StorageCall call) => call switch
    {
        { Service: StorageService.Tables } when call.Path.EndsWith("/$batch", StringComparison.Ordinal) => nameof(Transactions),
        { Service: StorageService.Tables, Method: "GET" } =>
            call.Path.EndsWith(Feed, StringComparison.Ordinal) ? nameof(FeedReads) : nameof(Reads),
        { Service: StorageService.Tables } when call.Path.EndsWith("/Tables", StringComparison.Ordinal) => nameof(Others),
        { Service: StorageService.Tables } => nameof(Writes),
        { Method: "POST" } when call.Path.EndsWith(UsageMessages, StringComparison.Ordinal) => nameof(Sends),
        { Method: "GET" } when call.Path.EndsWith(UsageMessages, StringComparison.Ordinal) => nameof(Gets),
        { Method: "GET" } when call.Path.EndsWith("/messages", StringComparison.Ordinal) => nameof(Polls),
        { Method: "DELETE" } when call.Path.Contains(UsageMessages, StringComparison.Ordinal) => nameof(Deletes),
        _ => nameof(Others),
    };
}
