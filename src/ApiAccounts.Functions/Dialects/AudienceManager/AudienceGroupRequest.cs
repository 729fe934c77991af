namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// A group in the body of a create or an update; other members are ignored. An update without a description leaves it unchanged.
/// </summary>
internal sealed record AudienceGroupRequest(string? Name, string? Description)
{
    /// <summary>This dialect's term for the name of a group, for error messages.</summary>
    public const string NameTerm = "name";

    public Result<(string Name, string? Description)> Read() =>
        Name is null ? Error.Malformed("name is missing.", "$.name") : (Name, Description);
}
