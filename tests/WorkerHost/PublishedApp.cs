using System.Reflection;

namespace ApiAccounts.Testing.Hosting;

/// <summary>A function app in the folder where PublishedApps.targets put it: as it would be deployed.</summary>
/// <param name="Folder">Where host.json and the app are.</param>
/// <param name="Assembly">The name of its assembly, without <c>.dll</c>.</param>
public sealed record PublishedApp(string Folder, string Assembly)
{
    private static readonly string Root = typeof(PublishedApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "PublishedApps").Value!;

    /// <summary>The product.</summary>
    public static PublishedApp ApiAccounts { get; } = Of("ApiAccounts.Functions");

    /// <summary>One HTTP function that does nothing, <c>GET /empty</c>.</summary>
    public static PublishedApp Empty { get; } = Of("EmptyWorker");

    private static PublishedApp Of(string assembly) => new(Path.Combine(Root, assembly), assembly);
}
