namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>Reads the ids in paths, queries and bodies.</summary>
internal static class UptrendsIds
{
    public static Result<AccountId> ApiUser(string text) => Read(text, AccountKind.ApiUser, "API user");

    public static Result<AccountId> Operator(string text) => Read(text, AccountKind.Operator, "operator");

    public static Result<AccountId> Group(string text) => Read(text, AccountKind.Group, "group");

    /// <param name="what">The kind of account, for the error message.</param>
    /// <returns>Malformed if the text is not a GUID; not found if the GUID cannot be the id of such an account.</returns>
    private static Result<AccountId> Read(string text, AccountKind kind, string what)
    {
        if (!Guid.TryParseExact(text, "D", out _))
            return Error.Malformed($"The GUID of the {what} must have the form 01234567-89ab-8def-8123-456789abcdef.");
        return AccountId.TryParse(text, out var id) && id.Kind == kind ? id : Error.NotFound(what);
    }
}
