using System.Collections;
using System.Reflection;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Http;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>docs/settings.md has every member of every options class.</summary>
public sealed class SettingsPageTests
{
    /// <summary>What is no options class: the connections.</summary>
    private static readonly string[] Connections = ["AccountsStorage", "AzureWebJobsStorage"];

    [Fact]
    public void Every_setting_is_documented_and_every_documented_one_exists()
    {
        var documented = new MarkdownPage("docs/settings.md").Rows("setting")
            .SelectMany(cells => cells[0].Split(',', StringSplitOptions.TrimEntries))
            .Select(name => name.Trim('`').Split(' ')[0].Trim('`'))
            .Where(name => name is not "" && !name.StartsWith("__", StringComparison.Ordinal))
            .Except(Connections);

        Assert.Equal(InCode().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> InCode() =>
        from assembly in (Assembly[])[typeof(UsageOptions).Assembly, typeof(HttpOptions).Assembly]
        from type in assembly.GetTypes()
        let section = type.GetField("Section")?.GetRawConstantValue() as string
        where section is not null && type.Name.EndsWith("Options", StringComparison.Ordinal)
        from property in type.GetProperties()
        let isNumbered = property.PropertyType.IsAssignableTo(typeof(IDictionary))
        where isNumbered || property.SetMethod is not null
        select $"{section}__{property.Name}{(isNumbered ? "__1" : "")}";
}
