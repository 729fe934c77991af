using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>No keys, no public data, no old TLS, and secrets that are made once.</summary>
public sealed class SecurityTests
{
    private const string PublicUnlessPrivate = "if(parameters('isPrivate'), 'Disabled', 'Enabled')";

    private static readonly (string Type, string[] Path, string Value)[] Rules =
    [
        ("Microsoft.Storage/storageAccounts", ["properties", "allowSharedKeyAccess"], "false"),
        ("Microsoft.Storage/storageAccounts", ["properties", "allowBlobPublicAccess"], "false"),
        ("Microsoft.Storage/storageAccounts", ["properties", "minimumTlsVersion"], "'TLS1_2'"),
        ("Microsoft.Storage/storageAccounts", ["properties", "supportsHttpsTrafficOnly"], "true"),
        ("Microsoft.Storage/storageAccounts", ["properties", "publicNetworkAccess"], PublicUnlessPrivate),
        ("Microsoft.KeyVault/vaults", ["properties", "enableRbacAuthorization"], "true"),
        ("Microsoft.KeyVault/vaults", ["properties", "enableSoftDelete"], "true"),
        ("Microsoft.KeyVault/vaults", ["properties", "enablePurgeProtection"], "true"),
        ("Microsoft.KeyVault/vaults", ["properties", "publicNetworkAccess"], PublicUnlessPrivate),
        ("Microsoft.OperationalInsights/workspaces", ["properties", "features", "disableLocalAuth"], "true"),
        ("Microsoft.Insights/components", ["properties", "DisableLocalAuth"], "true"),
        ("Microsoft.Web/sites", ["properties", "httpsOnly"], "true"),
        ("Microsoft.Web/sites", ["properties", "siteConfig", "minTlsVersion"], "'1.2'"),
        ("Microsoft.Web/sites", ["properties", "siteConfig", "cors", "allowedOrigins"], "parameters('corsOrigins')"),
        ("Microsoft.Web/sites", ["properties", "keyVaultReferenceIdentity"], "parameters('identityId')"),
        (
            "Microsoft.Web/sites",
            ["properties", "functionAppConfig", "deployment", "storage", "authentication", "type"],
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
        var types = Infrastructure.AsItIs.Template.WithModules.SelectMany(template => template.Resources).Select(resource => resource.Type);
        Assert.Superset(Rules.Select(rule => rule.Type).ToHashSet(), types.ToHashSet());
    }

    [Fact]
    public void Browsers_may_call_from_nowhere_unless_somebody_says_so() =>
        Assert.Equal("createArray()", Infrastructure.AsItIs.Template.Parameters["corsOrigins"].Default!.ToString());

    [Fact]
    public void No_secret_is_made_again_by_the_next_deployment() => Assert.Equal(
        ["first-administrator", "pepper-*", "signing-key-*"],
        (from template in Infrastructure.AsItIs.Template.WithModules
         from resource in template.Resources
         where resource is { Type: "Microsoft.KeyVault/vaults/secrets", IsMadeOnce: true }
         select template.Name).Order());

    [Theory]
    [InlineData(
        "storage-account.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true",
        "host-storage: properties.allowSharedKeyAccess of Microsoft.Storage/storageAccounts is true, and has to be false.")]
    [InlineData(
        "storage-account.bicep", "    allowBlobPublicAccess: false\n", "",
        "accounts-storage: properties.allowBlobPublicAccess of Microsoft.Storage/storageAccounts is not set, and has to be false.")]
    [InlineData(
        "storage-account.bicep", "'TLS1_2'", "'TLS1_0'",
        "accounts-storage: properties.minimumTlsVersion of Microsoft.Storage/storageAccounts is 'TLS1_0', and has to be 'TLS1_2'.")]
    [InlineData(
        "monitoring.bicep", "    DisableLocalAuth: true\n", "",
        "monitoring: properties.DisableLocalAuth of Microsoft.Insights/components is not set, and has to be true.")]
    [InlineData(
        "key-vault.bicep", "enablePurgeProtection: true", "enablePurgeProtection: false",
        "key-vault: properties.enablePurgeProtection of Microsoft.KeyVault/vaults is false, and has to be true.")]
    [InlineData(
        "function-app.bicep", "allowedOrigins: corsOrigins", "allowedOrigins: ['*']",
        "function-app: properties.siteConfig.cors.allowedOrigins of Microsoft.Web/sites is createArray('*'), "
        + "and has to be parameters('corsOrigins').")]
    [InlineData(
        "function-app.bicep", "'UserAssignedIdentity'", "'StorageAccountConnectionString'",
        "StorageAccountConnectionString is not for here: an identity signs in.")]
    [InlineData("function-app.bicep", "'managedidentity'", "app.listKeys().key", "listKeys is not for here: an identity signs in.")]
    [InlineData("vault-secret.bicep", "@onlyIfNotExists()\n", "", "pepper-*: the secret would be made anew by each deployment.")]
    [InlineData(
        "vault-secret.bicep", "@secure()\nparam value", "param value",
        "main: pepper-* is passed what is secret as value, which it does not keep secret.")]
    [InlineData("main.bicep", "@secure()\nparam pepperSeed", "param pepperSeed", "main: pepperSeed is random and not kept secret.")]
    [InlineData(
        "main.bicep", "output KEY_VAULT_NAME string = vault.outputs.name", "output KEY_VAULT_NAME string = pepperSeed",
        "main: KEY_VAULT_NAME tells a secret.")]
    public void What_is_left_open_is_found(string file, string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(file, text, instead)));

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
    [
        .. from word in Forbidden
           where infrastructure.Template.Text.Contains(word, StringComparison.Ordinal)
           select $"{word} is not for here: an identity signs in.",
        .. infrastructure.Template.WithModules.SelectMany(OfTemplate),
    ];

    private static IEnumerable<string> OfTemplate(ArmTemplate template) =>
    [
        .. from resource in template.Resources
           from rule in Rules
           where resource.Type == rule.Type
           let value = resource.Property(rule.Path)?.ToString() ?? "not set"
           where value != rule.Value
           select $"{template.Name}: {string.Join('.', rule.Path)} of {resource.Type} is {value}, and has to be {rule.Value}.",
        .. from resource in template.Resources
           where resource is { Type: "Microsoft.KeyVault/vaults/secrets", IsMadeOnce: false }
           select $"{template.Name}: the secret would be made anew by each deployment.",
        .. from parameter in template.Parameters
           where parameter.Value is { IsSecret: false, Default: { } value }
               && value.All.Any(part => part is ArmExpression.Call { Function: "newGuid" })
           select $"{template.Name}: {parameter.Key} is random and not kept secret.",
        .. from output in template.Outputs
           where IsSecret(output.Value, template)
           select $"{template.Name}: {output.Key} tells a secret.",
        .. from module in template.Modules
           from argument in module.Arguments
           where IsSecret(argument.Value, template) && !module.Template.Parameters[argument.Key].IsSecret
           select $"{template.Name}: {module.Template.Name} is passed what is secret as {argument.Key}, which it does not keep secret.",
    ];

    private static bool IsSecret(ArmExpression value, ArmTemplate template) =>
        value.Parameters.Any(name => template.Parameters[name].IsSecret);
}
