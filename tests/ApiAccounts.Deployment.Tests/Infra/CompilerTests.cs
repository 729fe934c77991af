using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What the compiler of Bicep says: of syntax, of names, of what modules are passed, and of the types of Azure.</summary>
public sealed class CompilerTests
{
    public CompilerTests() => BicepCompiler.SkipUnlessHere();

    [Fact]
    public void Every_file_compiles_without_a_warning()
    {
        Assert.Equal(11, Infrastructure.AsItIs.Files.Count());
        Assert.All(Infrastructure.AsItIs.Files, file => Assert.Empty(BicepCompiler.Compile(PathOf(file)).Diagnostics));
    }

    [Fact]
    public void Every_file_is_formatted() => Assert.All(
        Infrastructure.AsItIs.Files, file => Assert.Equal(File.ReadAllText(PathOf(file)), BicepCompiler.Format(PathOf(file))));

    [Theory]
    [InlineData("param location string\n", "param location\n", "identity.bicep(4): Error BCP279: Expected a type at this location.")]
    [InlineData("  name: name\n", "  name name\n", "identity.bicep(7): Error BCP018: Expected the \":\" character at this location.")]
    [InlineData(
        "'Microsoft.ManagedIdentity", "Microsoft.ManagedIdentity",
        "identity.bicep(6): Error BCP068: Expected a resource type string.")]
    public void What_does_not_parse_is_found(string text, string instead, string fault) => Assert.Contains(
        Infrastructure.AsItIs.With("identity.bicep", text, instead).Diagnostics,
        diagnostic => diagnostic.StartsWith(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "identity.bicep", "  name: name\n", "  name: nam\n",
        "Error BCP057: The name \"nam\" does not exist in the current context.")]
    [InlineData(
        "identity.bicep", "  name: name\n", "  name: 'id'\n", "Warning no-unused-params: Parameter \"name\" is declared but never used.")]
    [InlineData(
        "identity.bicep", "= identity.properties.clientId", "= id.properties.clientId",
        "Error BCP057: The name \"id\" does not exist in the current context.")]
    [InlineData(
        "main.bicep", "var appSubnetName = 'app'\n", "var appSubnetName = 'app'\nvar left = 'over'\n",
        "Warning no-unused-vars: Variable \"left\" is declared but never used.")]
    [InlineData(
        "main.bicep", "uniqueString(", "uniqueText(",
        "Error BCP057: The name \"uniqueText\" does not exist in the current context.")]
    [InlineData(
        "main.bicep", "identity.outputs.principalId", "identity.outputs.principal",
        "Error BCP083: The type \"outputs\" does not contain property \"principal\".")]
    [InlineData("main.bicep", "import { roles }", "import { role }", "Error BCP360: The 'role' symbol was not found")]
    [InlineData(
        "key-vault.bicep", "guid(vault.id, principalId, roles.keyVaultSecretsUser)", "guid(vault.id, principalId, roles.keyVaultReader)",
        "Error BCP053: The type \"object\" does not contain property \"keyVaultReader\".")]
    [InlineData(
        "network.bicep", "network::endpointSubnet.id", "network::subnet.id",
        "Error BCP159: The resource \"network\" does not contain a nested resource named \"subnet\".")]
    [InlineData(
        "storage-account.bicep", "  name: item\n", "  name: items\n",
        "Error BCP063: The name \"items\" is not a parameter, variable, resource or module.")]
    public void What_is_not_there_is_found(string file, string text, string instead, string fault) =>
        AssertFound(file, text, instead, file, fault);

    [Theory]
    [InlineData(
        "main.bicep", "    planName: 'plan-${token}'\n", "",
        "main.bicep", "Error BCP035: The specified \"object\" declaration is missing the following required properties: \"planName\".")]
    [InlineData(
        "main.bicep", "    planName: ", "    plansName: ",
        "main.bicep", "Error BCP089: The property \"plansName\" is not allowed on objects of type \"params\".")]
    [InlineData(
        "main.bicep", "    buckets: buckets", "    buckets: location", "main.bicep",
        "Error BCP036: The property \"buckets\" expected a value of type \"int\" but the provided value is of type \"string\".")]
    [InlineData(
        "main.bicep", "    isPrivate: privateNetwork", "    isPrivate: 'yes'", "main.bicep",
        "Error BCP036: The property \"isPrivate\" expected a value of type \"bool\" but the provided value is of type \"'yes'\".")]
    [InlineData(
        "main.bicep", "    containers: [\n      packageContainer\n    ]", "    containers: packageContainer",
        "main.bicep", "Error BCP036: The property \"containers\" expected a value of type \"null | string[]\"")]
    [InlineData("main.bicep", "'alerts.bicep'", "'alert.bicep'", "main.bicep", "Error BCP091: An error occurred reading file.")]
    [InlineData(
        "network.bicep", "    zoneIds: zoneIds\n", "",
        "network.bicep", "Error BCP035: The specified \"object\" declaration is missing the following required properties: \"zoneIds\".")]
    [InlineData(
        "identity.bicep", "param location string\n", "param location string\nparam tags object\n",
        "main.bicep", "Error BCP035: The specified \"object\" declaration is missing the following required properties: \"tags\".")]
    [InlineData(
        "main.bicep", "    buckets: buckets\n", "",
        "main.bicep", "Error BCP035: The specified \"object\" declaration is missing the following required properties: \"buckets\".")]
    public void What_is_passed_wrongly_is_found(string file, string text, string instead, string where, string fault) =>
        AssertFound(file, text, instead, where, fault);

    [Theory]
    [InlineData(
        "storage-account.bicep", "allowSharedKeyAccess: false", "allowSharedKeys: false",
        "Warning BCP037: The property \"allowSharedKeys\" is not allowed")]
    [InlineData(
        "alerts.bicep", "enabled: true", "enabled: 'yes'",
        "Warning BCP036: The property \"enabled\" expected a value of type \"bool\"")]
    [InlineData(
        "identity.bicep", "param location string\n", "param location string\nparam unused string = ''\n",
        "Warning no-unused-params: Parameter \"unused\" is declared but never used.")]
    [InlineData(
        "identity.bicep", "@2024-11-30'", "@2024-11-29'",
        "Warning BCP081: Resource type \"Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-29\" does not have types available.")]
    public void What_is_wrong_is_found(string file, string text, string instead, string fault) =>
        AssertFound(file, text, instead, file, fault);

    private static string PathOf(string file) => Repository.PathOf("infra/" + file);

    private static void AssertFound(string file, string text, string instead, string where, string fault) => Assert.Contains(
        Infrastructure.AsItIs.With(file, text, instead).Diagnostics.WithoutLines(),
        diagnostic => diagnostic.StartsWith($"{where}: {fault}", StringComparison.Ordinal));
}
