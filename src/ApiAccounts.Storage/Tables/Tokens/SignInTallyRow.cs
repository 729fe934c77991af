using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>
/// Logins, <c>tally-{first byte}</c> / SHA-256 of the normalised user name. The tallies of all names are in a few partitions, so that a
/// purge can find old ones.
/// </summary>
internal static class SignInTallyRow
{
    public const string Round = "Round";
    public const string Running = "Running";
    public const string Failed = "Failed";
    public const string LastBegan = "LastBegan";
    public const string Write = "Write";

    /// <summary>One partition for each first byte of a hash.</summary>
    public static IEnumerable<string> Partitions { get; } = [.. Enumerable.Range(0, 256).Select(first => $"tally-{first:x2}")];

    /// <param name="loginKey">64 hexadecimal characters.</param>
    public static string PartitionOf(string loginKey) => $"tally-{loginKey[..2]}";

    public static TableEntity From(string loginKey, SignInTally tally) => new(PartitionOf(loginKey), loginKey)
    {
        [Row.Shape] = Row.CurrentShape,
        [Round] = tally.Round,
        [Running] = tally.Running,
        [Failed] = tally.Failed,
        [LastBegan] = tally.LastBegan,
        [Write] = tally.Write,
    };

    public static SignInTally Read(TableEntity row) => new(
        row.Text(Round), row.GetInt32(Running) ?? 0, row.GetInt32(Failed) ?? 0, row.Time(LastBegan), row.Text(Write));

    public static string FilterBefore(string partition, DateTimeOffset time) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and LastBegan lt {time}");
}
