using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>Changes to a user. A member that is absent or null leaves the value unchanged, except that null removes the expiry.</summary>
internal sealed record MarketoUpdateUserRequest
{
    /// <summary>The other members of a user. A caller that sends one of them would believe that it took effect.</summary>
    private static readonly HashSet<string> Unchangeable =
    [
        "userid", "id", "apiOnly", "userRoleWorkspaces", "optedIn", "failedLogins", "failedDeviceCode", "isLocked", "lockedReason",
        "lastLoginAt", "password", "reason",
    ];

    private Expiry? expiry;

    public string? EmailAddress { get; init; }

    /// <summary>The current password, for a change of the caller's own e-mail address. The original has no such member.</summary>
    public string? CurrentPassword { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public DateTimeOffset? ExpiresAt
    {
        get;
        set
        {
            field = value;
            expiry = new Expiry(value);
        }
    }

    /// <summary>All other members. The generated code requires a setter.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; set; } = [];

    public Result<OperatorChanges> Read()
    {
        if (Others.Keys.FirstOrDefault(Unchangeable.Contains) is { } member)
            return Error.Invalid($"The member {member} cannot be changed here.", $"$.{member}");
        return new OperatorChanges
        {
            Email = EmailAddress,
            CurrentPassword = CurrentPassword,
            EmailIsUserName = false,
            FirstName = FirstName,
            LastName = LastName,
            Expiry = expiry,
        };
    }
}
