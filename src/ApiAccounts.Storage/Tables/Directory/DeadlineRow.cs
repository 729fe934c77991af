using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Deadlines, <c>deadlines-{n}</c> / <c>{kind}|{yyyyMMddHHmmss}|{account id}</c>: the keys are its only content.</summary>
internal static class DeadlineRow
{
    public static TableEntity Write(Deadline deadline) => new(DeadlinesKeys.PartitionOf(deadline.Id), DeadlinesKeys.Deadline(deadline))
    {
        [Row.Shape] = Row.CurrentShape,
    };

    public static Deadline Read(TableEntity row) =>
        DeadlinesKeys.Read(row.RowKey) ?? throw new InvalidDataException($"The row '{row.PartitionKey}' '{row.RowKey}' is not a deadline.");
}
