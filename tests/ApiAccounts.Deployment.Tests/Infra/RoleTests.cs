using System.Text.RegularExpressions;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>
/// Who may do what in Azure: the app works with the data of its storage, reads its secrets and writes its telemetry, and no more.
/// </summary>
public sealed partial class RoleTests
{
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
        ["Key Vault Secrets User", "Monitoring Metrics Publisher", "Storage Blob Data Contributor", "Storage Queue Data Contributor",
            "Storage Table Data Contributor"],
        RolesOf(Infrastructure.AsItIs).Select(role => BuiltIn[role.Value.Literal!]).Order());

    [Fact]
    public void Each_account_gives_the_app_the_roles_it_needs_there()
    {
        Assert.Equal(
            ["storageBlobDataContributor", "storageQueueDataContributor", "storageTableDataContributor"],
            RolesAt(Infrastructure.AsItIs, "hostStorage"));
        Assert.Equal(["storageQueueDataContributor", "storageTableDataContributor"], RolesAt(Infrastructure.AsItIs, "accountsStorage"));
    }

    [Theory]
    [InlineData("roles.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "4633458b-17de-408a-b874-0445c86b69e7",
        "roles.bicep: keyVaultSecretsUser is '4633458b-17de-408a-b874-0445c86b69e7', which is no built-in role.")]
    [InlineData("roles.bicep", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        "roles.bicep: storageTableDataContributor is 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', which is Storage Blob Data Contributor.")]
    [InlineData("key-vault.bicep", "roles.keyVaultSecretsUser)\n  }", "'00482a5a-887f-4fb3-b363-3b7fe8e74483')\n  }",
        "key-vault.bicep: a role is not one of roles.bicep.")]
    public void Another_role_is_found(string file, string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(file, text, instead)).WithoutLines());

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
    [
        .. from role in RolesOf(infrastructure)
           let id = role.Value.Literal
           let name = BuiltIn.GetValueOrDefault(id ?? "")
           where name?.Replace(" ", "", StringComparison.Ordinal).Equals(role.Name, StringComparison.OrdinalIgnoreCase) != true
           select $"roles.bicep: {role.Name} is '{id}', which is {name ?? "no built-in role"}.",
        .. from file in infrastructure.Files.Values
           where file.Name != "roles.bicep"
           from resource in file.Resources
           where resource.Type.StartsWith("Microsoft.Authorization/roleAssignments", StringComparison.Ordinal)
           let role = resource.Body.Property("properties", "roleDefinitionId")!.Child("arguments")!.Children[^1]
           where role.Part("object")?.Text != "roles" && role.Text != "roleId"
           select $"{file.At(resource.Node)}a role is not one of roles.bicep.",
        .. from file in infrastructure.Files.Values
           where file.Name != "roles.bicep"
           from node in file.Root.All
           where node.Type == "string" && Guid().IsMatch(node.Text)
           select $"{file.At(node)}an id is written out.",
    ];

    private static IEnumerable<(string Name, BicepNode Value)> RolesOf(Infrastructure infrastructure) =>
        infrastructure.Files["roles.bicep"].Variables.Single(variable => variable.Name == "roles").Value.Properties;

    private static IEnumerable<string> RolesAt(Infrastructure infrastructure, string module) =>
        infrastructure.Files[Infrastructure.Main].Modules.Single(candidate => candidate.Name == module).Arguments["roleIds"].Children
            .Select(role => role.Part("property")!.Text);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Guid();
}
