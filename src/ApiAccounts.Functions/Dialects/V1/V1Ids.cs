namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>Reads the ids in paths, queries and bodies.</summary>
internal static class V1Ids
{
    public static Result<AccountId> ApiUser(string apiUserId) => Read(apiUserId, AccountKind.ApiUser, "apiUserId");

    public static Result<AccountId> Operator(string operatorId) => Read(operatorId, AccountKind.Operator, "operatorId");

    public static Result<AccountId> CustomService(string clientId) => Read(clientId, AccountKind.CustomService, "clientId");

    public static Result<AccountId> Session(string sessionId) => Read(sessionId, AccountKind.Session, "sessionId");

    /// <summary>Reads the id of an API user, a custom service, or the operator of a password.</summary>
    public static Result<AccountId> Credential(string credentialId)
    {
        const string target = "credentialId";
        if (!Guid.TryParseExact(credentialId, "D", out _))
            return Error.Malformed("The id of the credential must have the form 01234567-89ab-8def-8123-456789abcdef.", target);
        return AccountId.TryParse(credentialId, out var id) ? id : Error.NotFound("credential") with { Target = target };
    }

    /// <param name="target">The name of the id in the request.</param>
    /// <returns>Malformed if the text is not a UUID; not found if the UUID cannot be the id of such an account.</returns>
    public static Result<AccountId> Read(string? text, AccountKind kind, string target)
    {
        var what = kind switch
        {
            AccountKind.Operator => "operator",
            AccountKind.CustomService => "custom service",
            AccountKind.Session => "session",
            _ => "API user",
        };
        if (!Guid.TryParseExact(text, "D", out _))
            return Error.Malformed($"The id of the {what} must have the form 01234567-89ab-8def-8123-456789abcdef.", target);
        return AccountId.TryParse(text, out var id) && id.Kind == kind ? id : Error.NotFound(what) with { Target = target };
    }
}
