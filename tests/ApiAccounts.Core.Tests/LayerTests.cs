using ApiAccounts.Core.Kernel;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ApiAccounts.Core.Tests;

/// <summary>Core has layers, and none uses one above it.</summary>
public sealed class LayerTests
{
    private static readonly Architecture Core = new ArchLoader().LoadAssembly(typeof(Error).Assembly).Build();

    /// <summary>The lowest first. Modules on one line are one layer.</summary>
    private static readonly string[][] Layers =
    [
        ["Kernel"],
        ["Access", "Audit", "Changes", "Deadlines", "Idempotency", "Mail"],
        ["Directory"],
        ["Tokens"],
        ["RateLimits"],
        ["Usage"],
        ["Credentials"],
        ["Overview"],
        ["Verification"],
        ["OAuth", "Sessions"],
        ["Reports"],
        ["Housekeeping"],
    ];

    public static TheoryData<int> AllButTheHighest => [.. Enumerable.Range(0, Layers.Length - 1)];

    [Theory]
    [MemberData(nameof(AllButTheHighest))]
    public void No_layer_uses_one_above_it(int layer)
    {
        string[] above = [.. Layers[(layer + 1)..].SelectMany(modules => modules)];
        var rule = Types().That().ResideInNamespaceMatching(NamespacesOf(Layers[layer]))
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(NamespacesOf(above));

        Assert.Equal([], rule.Evaluate(Core).Where(result => !result.Passed).Select(result => result.Description));
    }

    [Fact]
    public void Every_type_is_in_a_layer()
    {
        var anywhere = Layers.SelectMany(modules => modules).Select(module => "ApiAccounts.Core." + module).ToList();
        var types = typeof(Error).Assembly.GetTypes().Where(type =>
            type != typeof(ServiceCollectionExtensions)
            && type.Namespace?.StartsWith("ApiAccounts.Core", StringComparison.Ordinal) == true);

        Assert.Equal([], types.Where(type => !anywhere.Exists(module => IsIn(type, module))).Where(type => type.DeclaringType is null));
    }

    private static bool IsIn(System.Type type, string module) =>
        type.Namespace == module || type.Namespace!.StartsWith(module + '.', StringComparison.Ordinal);

    private static string NamespacesOf(string[] modules) => $@"^ApiAccounts\.Core\.({string.Join('|', modules)})(\.|$)";
}
