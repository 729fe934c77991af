using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>The changeable properties of a custom service.</summary>
/// <param name="Description">May be empty.</param>
public sealed record CustomServiceSettings(string Name, string Description)
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxNameLength = 100;

    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxDescriptionLength = 255;

    /// <returns>Null if they are valid.</returns>
    public Error? Check() =>
        TextRules.CheckName(Name, "name of a custom service", MaxNameLength)
        ?? TextRules.Check(Description, "description of a custom service", MaxDescriptionLength, "description");

    /// <summary>Describes the differences; empty if there are none.</summary>
    public IReadOnlyList<AuditChange> ChangesTo(CustomServiceSettings other) =>
    [
        .. new[]
        {
            AuditChange.Of("name", Name, other.Name),
            AuditChange.Of("description", Description, other.Description),
        }.OfType<AuditChange>(),
    ];
}
