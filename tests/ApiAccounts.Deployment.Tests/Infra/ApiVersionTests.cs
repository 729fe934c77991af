using System.Text.RegularExpressions;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

public sealed partial class ApiVersionTests
{
    /// <summary>The only type here that Azure has no newer version of but previews: what has categories of logs is one.</summary>
    private const string DiagnosticSettings = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview";

    [Fact]
    public void Every_resource_has_a_dated_version_that_is_no_preview() => Assert.Empty(Faults(Infrastructure.AsItIs));

    [Theory]
    [InlineData("@2024-11-30'", "@latest'")]
    [InlineData("@2024-11-30'", "@2024-11-30-preview'")]
    [InlineData("@2024-11-30'", "@2024-11-31'")]
    [InlineData("@2024-11-30'", "'")]
    public void Another_version_is_found(string text, string instead) => Assert.Equal(
        [$"identity.bicep: 'Microsoft.ManagedIdentity/userAssignedIdentities{instead} has no version by a date."],
        Faults(Infrastructure.AsItIs.With("identity.bicep", text, instead)).WithoutLines());

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
        from file in infrastructure.Files.Values
        from resource in file.Resources
        where !IsWithinAnother(resource) && resource.Type != DiagnosticSettings && !IsDated(resource.Type)
        select $"{file.At(resource.Node)}'{resource.Type}' has no version by a date.";

    /// <summary>Such a resource has the version of the one around it, and a type of one part.</summary>
    private static bool IsWithinAnother(BicepResource resource) => !resource.Type.Contains('/', StringComparison.Ordinal);

    private static bool IsDated(string type) =>
        Dated().Match(type) is { Success: true } match && DateOnly.TryParse(match.Groups[1].ValueSpan, out _);

    [GeneratedRegex("^Microsoft[.][A-Za-z]+(?:/[A-Za-z]+)+@([0-9]{4}-[0-9]{2}-[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
