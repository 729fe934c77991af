using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What a file speaks of is there.</summary>
public sealed class NameTests
{
    /// <summary>Of Bicep, those that are used.</summary>
    private static readonly HashSet<string> Functions =
    [
        "allowed", "base64", "cidrSubnet", "description", "empty", "environment", "export", "guid", "items", "maxLength", "maxValue",
        "minLength", "minValue", "newGuid",
        "onlyIfNotExists", "range", "replace", "resourceId", "secure", "string", "subscription", "subscriptionResourceId", "tenant",
        "toObject", "union", "uniqueString",
    ];

    [Fact]
    public void Every_name_is_declared_and_every_parameter_and_variable_is_used() => Assert.Empty(Faults(Infrastructure.AsItIs));

    [Theory]
    [InlineData("identity.bicep", "  name: name\n", "  name: nam\n", "identity.bicep: nam is not declared.")]
    [InlineData("identity.bicep", "  name: name\n", "  name: 'id'\n", "identity.bicep: name is not used.")]
    [InlineData("identity.bicep", "= identity.properties.clientId", "= id.properties.clientId", "identity.bicep: id is not declared.")]
    [InlineData("main.bicep", "var appSubnetName = 'app'\n", "var appSubnetName = 'app'\nvar left = 'over'\n",
        "main.bicep: left is not used.")]
    [InlineData("main.bicep", "uniqueString(", "uniqueText(", "main.bicep: uniqueText is no function.")]
    [InlineData("main.bicep", "identity.outputs.principalId", "identity.outputs.principal",
        "main.bicep: identity.bicep has no output principal.")]
    [InlineData("main.bicep", "import { roles }", "import { role }", "main.bicep: roles.bicep has no variable role.")]
    [InlineData("key-vault.bicep", "guid(vault.id, principalId, roles.keyVaultSecretsUser)",
        "guid(vault.id, principalId, roles.keyVaultReader)", "key-vault.bicep: roles.bicep has no keyVaultReader in roles.")]
    [InlineData("network.bicep", "network::endpointSubnet.id", "network::subnet.id", "network.bicep: subnet is not declared.")]
    [InlineData("storage-account.bicep", "  name: item\n", "  name: items\n", "storage-account.bicep: items is not declared.")]
    public void What_is_not_there_is_found(string file, string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(file, text, instead)).WithoutLines());

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
        infrastructure.Files.Values.SelectMany(file => OfFile(infrastructure, file));

    private static IEnumerable<string> OfFile(Infrastructure infrastructure, BicepFile file)
    {
        var used = BicepNames.Used(file.Root).ToList();
        var declared = BicepNames.Declared(file).ToHashSet();
        return
        [
            .. from name in used where !declared.Contains(name.Text) select $"{file.At(name)}{name.Text} is not declared.",
            .. from node in file.Root.Children
               where node.Type is "parameter_declaration" or "variable_declaration"
                   && !file.DecoratorsOf(node).Contains("@export()", StringComparison.Ordinal)
               let name = node.Child("identifier")!.Text
               where used.TrueForAll(use => use.Text != name)
               select $"{file.At(node)}{name} is not used.",
            .. from call in file.Root.All
               where call.Type == "call_expression" && call.Part("function") is { Type: "identifier" } function
                   && !Functions.Contains(function.Text)
               select $"{file.At(call)}{call.Part("function")!.Text} is no function.",
            .. from expression in file.Root.All
               let output = ModuleOutput.Read(expression, file)
               where output is not null && infrastructure.Files.TryGetValue(output.Module.File, out var target)
                   && target.Outputs.All(one => one.Name != output.Name)
               select $"{file.At(expression)}{output.Module.File} has no output {output.Name}.",
            .. from import in file.Imports
               where infrastructure.Files[import.File].Variables.All(variable => variable.Name != import.Name)
               select $"{file.At(file.Root.Child("import_functionality")!)}{import.File} has no variable {import.Name}.",
            .. from import in file.Imports
               from variable in infrastructure.Files[import.File].Variables
               where variable.Name == import.Name
               from expression in file.Root.All
               where expression.Type == "member_expression" && expression.Part("object")?.Text == import.Name
               let name = expression.Part("property")!.Text
               where variable.Value.Property(name) is null
               select $"{file.At(expression)}{import.File} has no {name} in {import.Name}.",
        ];
    }
}
