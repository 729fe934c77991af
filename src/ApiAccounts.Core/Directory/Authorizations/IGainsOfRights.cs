namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>Tells operators which of their credentials stop because they gain rights. A layer above implements it.</summary>
public interface IGainsOfRights
{
    /// <summary>Executes a change of rights, and then records and mails which credentials it stopped.</summary>
    /// <param name="operators">The operators whose rights the change may affect.</param>
    Task<T> TellAsync<T>(
        Caller caller, IReadOnlyCollection<AccountId> operators, Func<Task<T>> change, CancellationToken cancellationToken);
}
