using System.Text.RegularExpressions;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>
/// Who may do what in Azure: the app works with the data of its storage, reads its secrets and writes its telemetry, and no more.
/// </summary>
public sealed partial class RoleTests
{
    /// <summary>What becomes of the variable of roles.bicep in each template that imports it.</summary>
    private const string Roles = "roles";

    /// <summary>Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles.</summary>
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
    };

    [Fact]
    public void Every_id_of_a_role_is_that_of_the_documented_role_of_that_name() => Assert.Empty(Faults(Infrastructure.AsItIs));

    [Fact]
    public void The_roles_are_these() => Assert.Equal(
        [
            "Key Vault Secrets User", "Monitoring Metrics Publisher",
            "Storage Blob Data Contributor", "Storage Queue Data Contributor", "Storage Table Data Contributor",
        ],
        RolesOf(Infrastructure.AsItIs).Select(role => BuiltIn[role.Value.Pattern]).Order());

    [Fact]
    public void Each_account_gives_the_app_the_roles_it_needs_there()
    {
        Assert.Equal(
            "createArray(variables('roles').storageBlobDataContributor, variables('roles').storageQueueDataContributor, "
            + "variables('roles').storageTableDataContributor)",
            Infrastructure.AsItIs.Template.Module("host-storage").Arguments["roleIds"].ToString());
        Assert.Equal(
            "createArray(variables('roles').storageQueueDataContributor, variables('roles').storageTableDataContributor)",
            Infrastructure.AsItIs.Template.Module("accounts-storage").Arguments["roleIds"].ToString());
    }

    [Theory]
    [InlineData(
        "roles.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "4633458b-17de-408a-b874-0445c86b69e7",
        "roles.bicep: keyVaultSecretsUser is '4633458b-17de-408a-b874-0445c86b69e7', which is no built-in role.")]
    [InlineData(
        "roles.bicep", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        "roles.bicep: storageTableDataContributor is 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', which is Storage Blob Data Contributor.")]
    [InlineData(
        "key-vault.bicep", "roles.keyVaultSecretsUser)\n  }", "'00482a5a-887f-4fb3-b363-3b7fe8e74483')\n  }",
        "key-vault: a role is not one of roles.bicep.")]
    [InlineData(
        "key-vault.bicep", "roles.keyVaultSecretsUser)\n  }", "'00482a5a-887f-4fb3-b363-3b7fe8e74483')\n  }",
        "key-vault: an id is written out.")]
    public void Another_role_is_found(string file, string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(file, text, instead)));

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
    [
        .. from role in RolesOf(infrastructure)
           let id = role.Value.Pattern
           let name = BuiltIn.GetValueOrDefault(id)
           where name?.Replace(" ", "", StringComparison.Ordinal).Equals(role.Name, StringComparison.OrdinalIgnoreCase) != true
           select $"roles.bicep: {role.Name} is '{id}', which is {name ?? "no built-in role"}.",
        .. from template in infrastructure.Template.WithModules
           from resource in template.Resources
           where resource.Type == "Microsoft.Authorization/roleAssignments"
           where !Given().IsMatch(resource.Property("properties", "roleDefinitionId")!.ToString())
           select $"{template.Name}: a role is not one of roles.bicep.",
        .. from template in infrastructure.Template.WithModules
           where template.Values(except: Roles).OfType<ArmExpression.Text>().Any(text => Guid().IsMatch(text.Value))
           select $"{template.Name}: an id is written out.",
    ];

    private static IEnumerable<(string Name, ArmExpression Value)> RolesOf(Infrastructure infrastructure) =>
        infrastructure.Template.Variables[Roles].Properties;

    [GeneratedRegex(
        @"^subscriptionResourceId\('Microsoft\.Authorization/roleDefinitions', "
        + @"(variables\('roles'\)\.\w+|parameters\('roleIds'\)\[copyIndex\(\)\])\)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Given();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Guid();
}
