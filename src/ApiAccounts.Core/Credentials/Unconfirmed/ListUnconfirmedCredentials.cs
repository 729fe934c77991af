namespace ApiAccounts.Core.Credentials.Unconfirmed;

/// <summary>Lists the unconfirmed credentials of the caller's partner: those that have stopped, and those that still work.</summary>
public sealed class ListUnconfirmedCredentials(UnconfirmedCredentials credentials)
{
    public async Task<Result<IReadOnlyList<UnconfirmedCredential>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken) =>
        Rights.To(Permission.ManageRights, caller) is { } refusal
            ? refusal
            : Result.Of(await credentials.OfPartnerAsync(caller.Pid, cancellationToken));
}
