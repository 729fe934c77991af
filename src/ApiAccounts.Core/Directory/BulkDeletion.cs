namespace ApiAccounts.Core.Directory;

/// <summary>The errors of deleting several resources by their numbers, all or none.</summary>
internal static class BulkDeletion
{
    private const string Target = "ids";

    /// <returns>Null if there are any, and no more than one transaction can delete.</returns>
    public static Error? Check(IReadOnlyCollection<uint> numbers, int max) =>
        numbers.Count is var count && count > 0 && count <= max
            ? null
            : Error.Invalid($"'{Target}' must contain between 1 and {max} ids; it contains {count}.", Target);

    /// <param name="why">The reason, as the predicate of a sentence: "have members".</param>
    public static Error Blocked(IEnumerable<uint> numbers, string why) =>
        Error.Conflict("blocked", $"Nothing was deleted, because these {why}: {string.Join(", ", numbers)}.") with { Target = Target };
}
