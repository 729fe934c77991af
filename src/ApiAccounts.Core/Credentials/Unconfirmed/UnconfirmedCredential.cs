namespace ApiAccounts.Core.Credentials.Unconfirmed;

/// <summary>A credential with a <see cref="Access.Ceiling"/>, which no administrator has confirmed.</summary>
/// <param name="Id">The API user or custom service; for a password its operator.</param>
/// <param name="Name">The user name of an API user, the name of a custom service, the user name of an operator.</param>
public sealed record UnconfirmedCredential(AccountId Id, AccountId OperatorId, string OperatorName, string Name, string Ceiling)
{
    public UnconfirmedKind Kind => Id.Kind switch
    {
        AccountKind.Operator => UnconfirmedKind.Password,
        AccountKind.CustomService => UnconfirmedKind.CustomService,
        _ => UnconfirmedKind.ApiUser,
    };

    /// <summary>Whether it does not work now, because its operator has more rights than when it was created.</summary>
    public bool IsStopped { get; init; }
}

public enum UnconfirmedKind
{
    ApiUser,
    CustomService,
    Password,
}
