using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// A user in the body of a create or an update; unknown members are ignored, as in the original, except for those that could let the
/// caller believe that they took effect. A member that is absent or null leaves the
/// value unchanged, except that null clears the title and the phone number.
/// </summary>
internal sealed record AudienceUserRequest
{
    /// <summary>Members that are not supported, although a caller that sends them expects an effect.</summary>
    private static readonly string[] Misleading = ["password", "admin"];

    public long? Pid { get; init; }

    public long? UserId { get; init; }

    public long? Uid { get; init; }

    public string? Username { get; init; }

    public string? Status { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    /// <summary>The current password, to change the caller's own e-mail address or user name. The original has no such member.</summary>
    public string? CurrentPassword { get; init; }

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

    /// <summary>All other members. The generated code requires a setter.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; set; } = [];

    /// <summary>Reads a whole user; the user name, first name, last name and e-mail address are required.</summary>
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

    /// <summary>Reads a whole user that the path also names; any ids in the body must be those of that user.</summary>
    public Result<OperatorChanges> ReadWhole(Caller caller, uint userId)
    {
        if (UserId is not null && UserId != userId) return Mismatch("userId");
        if (Uid is not null && Uid != userId) return Mismatch("uid");
        return Pid is not null && Pid != caller.Pid ? Mismatch("pid") : ReadWhole();
    }

    /// <summary>Reads the members that users may change of themselves.</summary>
    public Result<OperatorChanges> ReadOwn()
    {
        if (Others.Keys.FirstOrDefault(member => Misleading.Contains(member, StringComparer.OrdinalIgnoreCase)) is { } misleading)
            return Error.Malformed($"The member {misleading} is not supported.", $"$.{misleading}");
        if (!UserStatus.Read(Status).TryGet(out var status, out var error)) return error;
        return new OperatorChanges
        {
            EmailIsUserName = false,
            FirstName = FirstName,
            LastName = LastName,
            Email = Email,
            CurrentPassword = CurrentPassword,
            Title = Title,
            PhoneNumber = PhoneNumber,
            Status = status,
        };
    }

    private static Error Missing(string member) => Error.Malformed($"{member} is missing.", $"$.{member}");

    private static Error Mismatch(string member) => Error.Invalid($"The {member} is not that of the user.", $"$.{member}");
}
