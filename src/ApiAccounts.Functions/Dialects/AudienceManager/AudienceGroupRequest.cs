using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>A group in the body of a create or an update; other members are ignored. Without a description it keeps the one it has.</summary>
internal sealed record AudienceGroupRequest(string? Name, string? Description)
{
    /// <summary>What this dialect calls a group's name, in a message.</summary>
    public const string Called = "name";

    public Result<(string Name, string? Description)> Read() =>
        Name is null ? Error.Malformed("name is missing.", "$.name") : (Name, Description);
}
