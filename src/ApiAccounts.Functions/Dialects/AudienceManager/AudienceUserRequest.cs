using System.Text.Json.Serialization;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// A user in the body of a create or an update; members that are not here are ignored, as the original does. What is absent stays as it is, and
/// so does what is null, but for the title and the phone number, which may be nothing.
/// </summary>
internal sealed record AudienceUserRequest
{
    public long? Pid { get; init; }

    public long? UserId { get; init; }

    public long? Uid { get; init; }

    public string? Username { get; init; }

    public string? Status { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Title
    {
        get;
        set => field = value ?? "";
    }

    public string? PhoneNumber
    {
        get;
        set => field = value ?? "";
    }

    public IReadOnlyList<uint>? Groups { get; init; }

    [JsonConverter(typeof(SpelledBooleanConverter))]
    public bool? IsAdmin { get; init; }

    /// <summary>A whole user, of which the members that every user has must be there.</summary>
    public Result<OperatorChanges> ReadWhole()
    {
        if (Username is null) return Missing("username");
        if (FirstName is null) return Missing("firstName");
        if (LastName is null) return Missing("lastName");
        if (Email is null) return Missing("email");
        return ReadOwn().TryGet(out var changes, out var error)
            ? changes with { UserName = Username, IsAdministrator = IsAdmin, Groups = Groups is null ? null : [.. Groups] }
            : error;
    }

    /// <summary>A whole user that the path names too.</summary>
    public Result<OperatorChanges> ReadWhole(Caller caller, uint userId)
    {
        if (UserId is not null && UserId != userId) return Another("userId");
        if (Uid is not null && Uid != userId) return Another("uid");
        return Pid is not null && Pid != caller.Pid ? Another("pid") : ReadWhole();
    }

    /// <summary>What a user may change of itself.</summary>
    public Result<OperatorChanges> ReadOwn() => UserStatus.Read(Status).TryGet(out var status, out var error)
        ? new OperatorChanges
        {
            EmailIsUserName = false,
            FirstName = FirstName,
            LastName = LastName,
            Email = Email,
            Title = Title,
            PhoneNumber = PhoneNumber,
            Status = status,
        }
        : error;

    private static Error Missing(string member) => Error.Malformed($"{member} is missing.", $"$.{member}");

    private static Error Another(string member) => Error.Invalid($"The {member} is another than that of the user.", $"$.{member}");
}
