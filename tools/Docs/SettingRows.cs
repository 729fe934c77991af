using System.Collections;
using System.Globalization;
using System.Reflection;
using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Http;

namespace ApiAccounts.Tools.Docs;

/// <summary>The members of every options class, with their defaults and what their attributes allow.</summary>
internal static class SettingRows
{
    private const string None = "–";

    /// <summary>What is no options class: the connections to the storage.</summary>
    private static readonly string[][] Connections = [["`AccountsStorage`", None, ""], ["`AzureWebJobsStorage`", None, ""]];

    public static IReadOnlyList<string[]> Read() =>
    [
        .. Connections,
        .. from assembly in (Assembly[])[typeof(UsageOptions).Assembly, typeof(HttpOptions).Assembly]
           from type in assembly.GetTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal)
           let section = type.GetField("Section")?.GetRawConstantValue() as string
           where section is not null
           orderby section
           let defaults = Activator.CreateInstance(type)
           from property in type.GetProperties().OrderBy(property => property.MetadataToken)
           let isNumbered = property.PropertyType.IsAssignableTo(typeof(IDictionary))
           where isNumbered || property.SetMethod is not null
           let name = $"`{section}__{property.Name}{(isNumbered ? "__1`, `__2` …" : "`")}"
           select new[] { name, isNumbered ? None : Written(property.GetValue(defaults)), Allowed(property) },
    ];

    private static string Written(object? value) => value switch
    {
        null or "" => None,
        TimeSpan { Milliseconds: not 0 } time => time.ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool isSet => isSet ? "true" : "false",
        string or Enum => $"`{value}`",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Allowed(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum) return string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"));
        return property.GetCustomAttribute<AllowedRangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
            : "";
    }
}
