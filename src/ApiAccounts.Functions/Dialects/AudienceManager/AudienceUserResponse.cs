using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>An operator in the form of this dialect.</summary>
/// <param name="Uid">The same as <paramref name="UserId"/>, for older clients.</param>
internal sealed record AudienceUserResponse(
    uint Pid,
    uint UserId,
    uint Uid,
    string Username,
    string Status,
    string FirstName,
    string LastName,
    string Email,
    string? Title,
    string? PhoneNumber,
    IReadOnlyList<uint> Groups,
    bool IsAdmin)
{
    public static IReadOnlyList<ListColumn<AudienceUserResponse>> Columns { get; } =
    [
        new("pid", user => user.Pid),
        new("userId", user => user.UserId),
        new("uid", user => user.Uid),
        new("username", user => user.Username),
        new("status", user => user.Status),
        new("firstName", user => user.FirstName),
        new("lastName", user => user.LastName),
        new("email", user => user.Email),
        new("title", user => user.Title),
        new("phoneNumber", user => user.PhoneNumber),
        new("groups", user => user.Groups),
        new("isAdmin", user => user.IsAdmin),
    ];

    public static AudienceUserResponse Of(Operator user, DateTimeOffset now) => new(
        user.Id.Pid,
        user.Id.UserId,
        user.Id.UserId,
        user.UserName,
        UserStatus.Of(user, now),
        user.FirstName,
        user.LastName,
        user.Email,
        user.Title,
        user.PhoneNumber,
        user.Groups,
        user.IsAdministrator);
}

/// <summary>
/// A user that was just created: the documentation of the original prints <c>isAdmin</c> as text there, and nowhere else.
/// </summary>
internal sealed record AudienceCreatedUserResponse(
    uint Pid,
    uint UserId,
    uint Uid,
    string Username,
    string Status,
    string FirstName,
    string LastName,
    string Email,
    string? Title,
    string? PhoneNumber,
    IReadOnlyList<uint> Groups,
    string IsAdmin)
{
    public static AudienceCreatedUserResponse Of(AudienceUserResponse user) => new(
        user.Pid,
        user.UserId,
        user.Uid,
        user.Username,
        user.Status,
        user.FirstName,
        user.LastName,
        user.Email,
        user.Title,
        user.PhoneNumber,
        user.Groups,
        user.IsAdmin ? "true" : "false");
}
