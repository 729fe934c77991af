using ApiAccounts.Core.Credentials.Unconfirmed;

namespace ApiAccounts.Functions.Dialects.V1.Unconfirmed;

/// <param name="CredentialId">The API user or custom service; for a password its operator.</param>
/// <param name="Kind"><c>apiUser</c>, <c>customService</c> or <c>password</c>.</param>
/// <param name="Operator">The full name of the operator.</param>
/// <param name="Name">The user name of an API user or operator, the name of a custom service.</param>
/// <param name="Stopped">Whether it does not work now.</param>
internal sealed record V1UnconfirmedCredentialResponse(
    string CredentialId, string Kind, string OperatorId, string Operator, string Name, bool Stopped)
{
    public static V1UnconfirmedCredentialResponse Of(UnconfirmedCredential credential) => new(
        credential.Id.ToString(),
        Choices.Text(credential.Kind),
        credential.OperatorId.ToString(),
        credential.OperatorName,
        credential.Name,
        credential.IsStopped);
}
