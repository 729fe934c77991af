using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>What is to be changed of a user: what is absent or null stays, but for the expiry, which null takes away.</summary>
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
