using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory;

/// <summary>What goes wrong when several things are to be deleted by their numbers, all or none.</summary>
internal static class BulkDeletion
{
    private const string Target = "ids";

    /// <returns>Null when there are some, and no more than one transaction can delete.</returns>
    public static Error? Check(IReadOnlyCollection<uint> numbers, int max) =>
        numbers.Count is var count && count > 0 && count <= max
            ? null
            : Error.Invalid($"There may be from 1 to {max} ids; there are {count}.", Target);

    /// <param name="why">What they do or are, in a sentence: "have members".</param>
    public static Error InTheWay(IEnumerable<uint> numbers, string why) =>
        Error.Conflict("blocked", $"Nothing was deleted, since these {why}: {string.Join(", ", numbers)}.") with { Target = Target };
}
