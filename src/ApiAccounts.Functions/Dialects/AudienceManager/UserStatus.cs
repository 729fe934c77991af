using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// The status of a user: <c>ACTIVE</c>, <c>INACTIVE</c> or <c>LOCKED</c>; in responses also <c>EXPIRED</c> and <c>PENDING</c>.
/// </summary>
internal static class UserStatus
{
    private static readonly OperatorStatus[] Settable = [OperatorStatus.Active, OperatorStatus.Inactive, OperatorStatus.Locked];

    public static string Of(Operator user, DateTimeOffset now) =>
        user.Status == OperatorStatus.Active && !user.MayActAt(now) ? "EXPIRED" : Text(user.Status);

    /// <param name="text">Null if the request has no status.</param>
    public static Result<OperatorStatus?> Read(string? text)
    {
        if (text is null) return (OperatorStatus?)null;
        foreach (var status in Settable)
            if (Text(status) == text) return (OperatorStatus?)status;
        return Error.Invalid($"The status must be one of {string.Join(", ", Settable.Select(Text))}.", "$.status");
    }

    private static string Text(OperatorStatus status) =>
        status == OperatorStatus.Invited ? "PENDING" : status.ToString().ToUpperInvariant();
}
