using System.Reflection;
using System.Runtime.Loader;

namespace ApiAccounts.Worker.Tests.Protocol;

/// <summary>Looks into the assemblies of a published app.</summary>
internal static class PublishedAssemblies
{
    /// <summary>The names in all <c>[Function]</c> attributes, in order.</summary>
    public static IReadOnlyList<string> FunctionNames(PublishedApp app) =>
    [
        .. Load(app, app.Assembly).GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.Name == "FunctionAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value!)
            .Order(StringComparer.Ordinal),
    ];

    public static Assembly Load(PublishedApp app, string name)
    {
        var context = new AssemblyLoadContext(app.Assembly);
        context.Resolving += (_, missing) =>
            Path.Combine(app.Folder, missing.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        return context.LoadFromAssemblyPath(Path.Combine(app.Folder, name + ".dll"));
    }
}
