using System.Reflection;

namespace ApiAccounts.Testing;

/// <summary>Where the checkout is that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The OpenAPI document, as the last build bundled it.</summary>
    public static string OpenApi => PathOf("src/ApiAccounts.Functions/obj/openapi.yaml");

    public static string PathOf(string relative) => Path.Combine(Root, relative);
}
