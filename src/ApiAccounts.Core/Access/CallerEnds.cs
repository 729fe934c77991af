namespace ApiAccounts.Core.Access;

/// <summary>
/// Keeps what a caller creates, and the ends that it sets, from outliving the caller: otherwise a credential that expires could
/// provide itself with one that does not. An administrator that signs in itself, or whose API user does not expire, has no such bound.
/// See <c>docs/decisions/0024-nobody-extends-its-own-end.md</c>.
/// </summary>
public static class CallerEnds
{
    /// <summary>Returns the latest end that a caller may give to something.</summary>
    /// <param name="owner">Its owner; null for a new operator.</param>
    /// <returns>Null for any end.</returns>
    public static DateTimeOffset? LatestEnd(this Caller caller, AccountId? owner)
    {
        // What the caller's own operator owns stops working with that operator in any case.
        if (owner == caller.Operator || caller.May(Permission.ManageRights)) return caller.CredentialEndsAt;
        return caller.CredentialEndsAt is { } own && !(caller.AccessEndsAt < own) ? own : caller.AccessEndsAt;
    }

    /// <summary>Returns the end of something new: what was requested, or the latest possible end if none was.</summary>
    /// <inheritdoc cref="LatestEnd"/>
    public static Result<DateTimeOffset?> EndOfNew(this Caller caller, AccountId? owner, DateTimeOffset? requested)
    {
        var latest = caller.LatestEnd(owner);
        if (requested is null || latest is null) return requested ?? latest;
        return requested > latest ? Outlives(latest.Value) : requested;
    }

    /// <summary>Whether the caller may replace an end. Anybody may keep it, or bring it forward.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToReplaceEnd(Caller caller, AccountId owner, DateTimeOffset? current, DateTimeOffset? requested) =>
        caller.LatestEnd(owner) is { } latest && IsLater(requested, current) && IsLater(requested, latest) ? Outlives(latest) : null;

    /// <summary>Whether the caller may learn or set the secret of something that exists.</summary>
    /// <param name="end">When that expires; null for never.</param>
    /// <returns>Null if it may.</returns>
    public static Error? ToLearnSecret(Caller caller, AccountId owner, DateTimeOffset? end) =>
        caller.LatestEnd(owner) is { } latest && IsLater(end, latest) ? Outlives(latest) : null;

    private static bool IsLater(DateTimeOffset? end, DateTimeOffset? other) => other is not null && (end is null || end > other);

    private static Error Outlives(DateTimeOffset latest) => new(
        ErrorKind.Forbidden,
        "outlives_caller",
        $"The caller expires at {UtcTime.Text(latest)}, and nothing that it creates or changes may expire later."
        + " An administrator that signs in itself can do this.",
        "expiresAt");
}
