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
    [InlineData("@2024-11-30-preview")]
    [InlineData("@2024-11-31")]
    public void Another_version_is_found(string instead) => Assert.Equal(
        [$"identity: Microsoft.ManagedIdentity/userAssignedIdentities{instead} has no version by a date."],
        Faults(Infrastructure.AsItIs.With("identity.bicep", "@2024-11-30", instead)));

    [Theory]
    [InlineData("@latest")]
    [InlineData("")]
    public void What_is_no_version_does_not_compile(string instead) => Assert.Contains(
        Infrastructure.AsItIs.With("identity.bicep", "@2024-11-30", instead).Diagnostics.WithoutLines(),
        diagnostic => diagnostic.StartsWith("identity.bicep: Error BCP029: The resource type is not valid.", StringComparison.Ordinal));

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
        from template in infrastructure.Template.WithModules
        from resource in template.Resources
        let type = $"{resource.Type}@{resource.ApiVersion}"
        where type != DiagnosticSettings && !IsDated(type)
        select $"{template.Name}: {type} has no version by a date.";

    private static bool IsDated(string type) =>
        Dated().Match(type) is { Success: true } match && DateOnly.TryParse(match.Groups[1].ValueSpan, out _);

    [GeneratedRegex("^Microsoft[.][A-Za-z]+(?:/[A-Za-z]+)+@([0-9]{4}-[0-9]{2}-[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
