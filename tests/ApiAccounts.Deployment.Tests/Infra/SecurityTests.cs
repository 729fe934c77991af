using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>No keys, no public data, no old TLS, and secrets that are made once.</summary>
public sealed class SecurityTests
{
    private static readonly (string Type, string[] Path, string Value)[] Rules =
    [
        ("Microsoft.Storage/storageAccounts", ["properties", "allowSharedKeyAccess"], "false"),
        ("Microsoft.Storage/storageAccounts", ["properties", "allowBlobPublicAccess"], "false"),
        ("Microsoft.Storage/storageAccounts", ["properties", "minimumTlsVersion"], "'TLS1_2'"),
        ("Microsoft.Storage/storageAccounts", ["properties", "supportsHttpsTrafficOnly"], "true"),
        ("Microsoft.Storage/storageAccounts", ["properties", "publicNetworkAccess"], "isPrivate ? 'Disabled' : 'Enabled'"),
        ("Microsoft.KeyVault/vaults", ["properties", "enableRbacAuthorization"], "true"),
        ("Microsoft.KeyVault/vaults", ["properties", "enableSoftDelete"], "true"),
        ("Microsoft.KeyVault/vaults", ["properties", "enablePurgeProtection"], "true"),
        ("Microsoft.KeyVault/vaults", ["properties", "publicNetworkAccess"], "isPrivate ? 'Disabled' : 'Enabled'"),
        ("Microsoft.OperationalInsights/workspaces", ["properties", "features", "disableLocalAuth"], "true"),
        ("Microsoft.Insights/components", ["properties", "DisableLocalAuth"], "true"),
        ("Microsoft.Web/sites", ["properties", "httpsOnly"], "true"),
        ("Microsoft.Web/sites", ["properties", "siteConfig", "minTlsVersion"], "'1.2'"),
        ("Microsoft.Web/sites", ["properties", "siteConfig", "cors", "allowedOrigins"], "corsOrigins"),
        ("Microsoft.Web/sites", ["properties", "keyVaultReferenceIdentity"], "identityId"),
        ("Microsoft.Web/sites", ["properties", "functionAppConfig", "deployment", "storage", "authentication", "type"],
            "'UserAssignedIdentity'"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", ["properties", "allow"], "false"),
    ];

    /// <summary>What a key or a connection string could come from.</summary>
    private static readonly string[] Forbidden =
        ["listKeys", "listAccountSas", "listSecrets", "AccountKey=", "SharedAccessKey", "StorageAccountConnectionString", "SystemAssigned"];

    [Fact]
    public void Nothing_is_left_open()
    {
        Assert.Empty(Faults(Infrastructure.AsItIs));
        Assert.All(Rules,
            rule =>
                Assert.Contains(
                    Infrastructure.AsItIs.Files.Values.SelectMany(file => file.Resources), resource => IsOf(resource, rule.Type)));
    }

    [Fact]
    public void Browsers_may_call_from_nowhere_unless_somebody_says_so() => Assert.Equal(
        "[]", Infrastructure.AsItIs.Files[Infrastructure.Main].Parameters.Single(
            parameter => parameter.Name == "corsOrigins").Node.Children[^1].Text);

    [Theory]
    [InlineData("storage-account.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true",
        "storage-account.bicep: properties.allowSharedKeyAccess of account is true, and has to be false.")]
    [InlineData("storage-account.bicep", "    allowBlobPublicAccess: false\n", "",
        "storage-account.bicep: properties.allowBlobPublicAccess of account is not set, and has to be false.")]
    [InlineData("storage-account.bicep", "'TLS1_2'", "'TLS1_0'",
        "storage-account.bicep: properties.minimumTlsVersion of account is 'TLS1_0', and has to be 'TLS1_2'.")]
    [InlineData("monitoring.bicep", "    DisableLocalAuth: true\n", "",
        "monitoring.bicep: properties.DisableLocalAuth of insights is not set, and has to be true.")]
    [InlineData("key-vault.bicep", "enablePurgeProtection: true", "enablePurgeProtection: false",
        "key-vault.bicep: properties.enablePurgeProtection of vault is false, and has to be true.")]
    [InlineData("function-app.bicep", "allowedOrigins: corsOrigins", "allowedOrigins: ['*']",
        "function-app.bicep: properties.siteConfig.cors.allowedOrigins of app is ['*'], and has to be corsOrigins.")]
    [InlineData("function-app.bicep", "'UserAssignedIdentity'", "'StorageAccountConnectionString'",
        "function-app.bicep: StorageAccountConnectionString is not for here: an identity signs in.")]
    [InlineData("function-app.bicep", "'managedidentity'", "app.listKeys().key",
        "function-app.bicep: listKeys is not for here: an identity signs in.")]
    [InlineData("vault-secret.bicep", "@onlyIfNotExists()\n", "", "vault-secret.bicep: secret would be made anew by each deployment.")]
    [InlineData("vault-secret.bicep", "@secure()\nparam value", "param value",
        "main.bicep: peppers passes what is secret as value, which vault-secret.bicep does not keep secret.")]
    [InlineData("main.bicep", "@secure()\nparam pepperSeed", "param pepperSeed", "main.bicep: pepperSeed is random and not kept secret.")]
    [InlineData("main.bicep", "output KEY_VAULT_NAME string = vault.outputs.name", "output KEY_VAULT_NAME string = pepperSeed",
        "main.bicep: KEY_VAULT_NAME tells a secret.")]
    public void What_is_left_open_is_found(string file, string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(file, text, instead)).WithoutLines());

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
    [
        .. from file in infrastructure.Files.Values
           from resource in file.Resources
           where !resource.Node.Text.Contains("' existing =", StringComparison.Ordinal)
           from rule in Rules
           where IsOf(resource, rule.Type)
           let value = resource.Body.Property(rule.Path)?.Text ?? "not set"
           where value != rule.Value
           select $"{file.At(resource.Node)}{string.Join('.', rule.Path)} of {resource.Name} is {value}, and has to be {rule.Value}.",
        .. from file in infrastructure.Files.Values
           from word in Forbidden
           where file.Root.All.Any(
               node =>
                   node.Type is "string_content" or "identifier" or "property_identifier"
                       && node.Text.Contains(word, StringComparison.Ordinal))
           select $"{file.Name}: {word} is not for here: an identity signs in.",
        .. from file in infrastructure.Files.Values
           from resource in file.Resources
           where IsOf(resource, "Microsoft.KeyVault/vaults/secrets")
               && !file.DecoratorsOf(resource.Node).Contains("@onlyIfNotExists()", StringComparison.Ordinal)
           select $"{file.At(resource.Node)}{resource.Name} would be made anew by each deployment.",
        .. from file in infrastructure.Files.Values
           from parameter in file.Parameters
           where parameter.Node.Text.Contains("newGuid()", StringComparison.Ordinal) && !IsSecret(parameter, file)
           select $"{file.At(parameter.Node)}{parameter.Name} is random and not kept secret.",
        .. from file in infrastructure.Files.Values
           let secrets = SecretsOf(file)
           from output in file.Root.Children
           where output.Type == "output_declaration" && BicepNames.Used(output).Any(name => secrets.Contains(name.Text))
           select $"{file.At(output)}{output.Child("identifier")!.Text} tells a secret.",
        .. from file in infrastructure.Files.Values
           let secrets = SecretsOf(file)
           from module in file.Modules
           where infrastructure.Files.ContainsKey(module.File)
           let target = infrastructure.Files[module.File]
           from argument in module.Arguments
           where BicepNames.Used(argument.Value).Any(name => secrets.Contains(name.Text))
               && target.Parameters.FirstOrDefault(parameter => parameter.Name == argument.Key) is { } parameter
                   && !IsSecret(parameter, target)
           select $"{file.At(module.Node)}{module.Name} passes what is secret as {argument.Key}, which {module.File} does not keep secret.",
    ];

    private static bool IsOf(BicepResource resource, string type) => resource.Type.StartsWith(type + "@", StringComparison.Ordinal);

    private static HashSet<string> SecretsOf(BicepFile file) =>
        [.. file.Parameters.Where(parameter => IsSecret(parameter, file)).Select(parameter => parameter.Name)];

    private static bool IsSecret(BicepParameter parameter, BicepFile file) =>
        file.DecoratorsOf(parameter.Node).Contains("@secure()", StringComparison.Ordinal);
}
