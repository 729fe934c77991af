using ApiAccounts.Core.Changes;

namespace ApiAccounts.Storage.Tables.Changes;

/// <summary>Changes, <c>feed</c> / <c>{time}|{random}</c>: announces that API users or operators are about to change.</summary>
internal static class ChangeRow
{
    public const string Subjects = "Subjects";

    public static TableEntity Write(DateTimeOffset time, IReadOnlyList<AccountId> ids) => new(ChangesKeys.Feed, ChangesKeys.New(time))
    {
        [Row.Shape] = Row.CurrentShape,
        [Subjects] = string.Join(',', ids),
    };

    public static Change Read(TableEntity row) => new(row.RowKey, [.. row.Text(Subjects).Split(',').Select(text => Subject(row, text))]);

    private static AccountId Subject(TableEntity row, string text) => AccountId.TryParse(text, out var id)
        ? id
        : throw new InvalidDataException($"The row '{row.PartitionKey}' '{row.RowKey}' has no readable {Subjects}.");
}
