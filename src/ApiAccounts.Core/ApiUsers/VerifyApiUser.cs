using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>Verifies the credentials of an API user, and that it and its operator may act now.</summary>
public sealed class VerifyApiUser(IApiUserStore apiUsers, IOperatorStore operators, SecretHasher secrets, TimeProvider clock)
{
    /// <summary>Compared with where there is no API user, so that a name that exists takes no longer than one that does not.</summary>
    private readonly string decoy = secrets.Hash("");

    private static readonly Error Ended = new(
        ErrorKind.Forbidden, "credential_ended", "The credentials are right, but the API user or its operator is disabled, locked or expired.");

    /// <param name="address">The caller's network address, for the audit trail.</param>
    public async Task<Result<Caller>> ExecuteAsync(string userName, string secret, string? address, CancellationToken cancellationToken)
    {
        if (!AccountId.TryParseUserName(userName, out var id) || id.Kind != AccountKind.ApiUser || !ApiSecret.IsWellFormed(secret))
            return Error.Unauthenticated;

        var findingApiUser = apiUsers.FindAsync(id, cancellationToken);
        var findingOperator = operators.FindAsync(id.Pid, id.UserId, cancellationToken);
        await Task.WhenAll(findingApiUser, findingOperator);
        var (apiUser, @operator) = (await findingApiUser, (await findingOperator)?.Value);

        // Both are always compared, so that the time tells neither which secret it was nor whether there is a previous one.
        var now = clock.GetUtcNow();
        var previous = apiUser?.PreviousSecret is { } replaced && replaced.WorksAt(now) ? replaced : null;
        var isCurrent = secrets.Verify(secret, apiUser?.SecretHash ?? decoy);
        var isPrevious = secrets.Verify(secret, previous?.Hash ?? decoy);
        if (!(isCurrent || isPrevious) || apiUser is null || @operator is null || @operator.Id != apiUser.OperatorId) return Error.Unauthenticated;
        if (!apiUser.WorksAt(now) || !@operator.MayActAt(now)) return Ended;
        return new Caller(@operator.Id, @operator.FullName, @operator.Permissions, apiUser.Id, address)
        {
            UsedPreviousSecret = !isCurrent,
        };
    }
}
