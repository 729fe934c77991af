using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>Changes to a user. A member that is absent or null leaves the value unchanged, except that null removes the expiry.</summary>
internal sealed record MarketoUpdateUserRequest
{
    private Expiry? expiry;

    public string? EmailAddress { get; init; }

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

    public OperatorChanges Read() => new()
    {
        Email = EmailAddress,
        EmailIsUserName = false,
        FirstName = FirstName,
        LastName = LastName,
        Expiry = expiry,
    };
}
