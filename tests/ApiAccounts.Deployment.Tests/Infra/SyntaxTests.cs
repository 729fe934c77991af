using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

public sealed class SyntaxTests
{
    [Fact]
    public void Every_file_parses()
    {
        Assert.Equal(11, Infrastructure.AsItIs.Files.Count);
        Assert.Empty(Faults(Infrastructure.AsItIs));
    }

    [Theory]
    [InlineData("param location string\n", "param location\n", "identity.bicep(6): this does not parse.")]
    [InlineData("  name: name\n", "  name name\n", "identity.bicep(7): this does not parse.")]
    [InlineData("'Microsoft.ManagedIdentity", "Microsoft.ManagedIdentity", "identity.bicep(6): this does not parse.")]
    public void What_does_not_parse_is_found(string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With("identity.bicep", text, instead)));

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
        from file in infrastructure.Files.Values
        from node in file.Root.All
        where node.Type is "ERROR" or "MISSING"
        select file.At(node) + "this does not parse.";
}
