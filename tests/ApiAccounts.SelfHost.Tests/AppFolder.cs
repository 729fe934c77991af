using System.Reflection;

namespace ApiAccounts.SelfHost.Tests;

/// <summary>A built Functions app: that of ApiAccounts.SelfHost.SampleApp, or a copy of it with other files.</summary>
public sealed class AppFolder : IDisposable
{
    private const string Source = "Functions.cs";
    private const string Assembly = "ApiAccounts.SelfHost.SampleApp.dll";
    private readonly bool isTemporary;

    private AppFolder(string path, bool isTemporary)
    {
        Path = path;
        this.isTemporary = isTemporary;
    }

    /// <summary>As it was built.</summary>
    public static AppFolder Built { get; } = new(Metadata("SampleApp"), false);

    public string Path { get; }

    public string Program => PathOf(Assembly);

    /// <param name="files">Names and contents; null leaves a file out.</param>
    public static AppFolder With(params (string Name, string? Content)[] files)
    {
        var copy = new AppFolder(Directory.CreateTempSubdirectory("self-host-app-").FullName, true);
        foreach (var file in Directory.EnumerateFiles(Built.Path)) File.Copy(file, copy.PathOf(System.IO.Path.GetFileName(file)));
        foreach (var (name, content) in files)
        {
            var path = copy.PathOf(name);
            if (content is null) File.Delete(path);
            else File.WriteAllText(path, content);
        }
        return copy;
    }

    /// <summary>An app whose only functions are those of this source text.</summary>
    /// <param name="composition">The statements between the making of <c>builder</c> and its Build.</param>
    public static async Task<AppFolder> CompileAsync(
        string hostJson, string functions, string composition = "")
    {
        var start = $"var builder = SelfHostBuilder.Create(args); {composition} builder.Build(typeof(F).Assembly).Run();\n";
        var app = With(("host.json", hostJson), (Source, Usings + start + functions));
        var packages = Directory.EnumerateFiles(Built.Path, "*.dll").Where(file => !file.EndsWith(Assembly, StringComparison.Ordinal));
        await using var compiler = ChildProcess.Start(
            "dotnet",
            [
                "exec", Metadata("Compiler"), "-nologo", "-langversion:latest", "-nullable", "-target:exe", $"-out:{app.Program}",
                .. packages.Concat(Framework()).Select(reference => $"-reference:{reference}"), app.PathOf(Source),
            ]);
        return await compiler.WaitForExitAsync() is 0 ? app : throw new InvalidOperationException(compiler.Output);
    }

    public void Dispose()
    {
        if (isTemporary) Directory.Delete(Path, recursive: true);
    }

    private const string Usings = """
        using System;
        using System.Threading.Tasks;
        using ApiAccounts.SelfHost;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Azure.Functions.Worker;
        using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
        using Microsoft.Extensions.Hosting;

        """;

    private string PathOf(string file) => System.IO.Path.Combine(Path, file);

    private static IEnumerable<string> Framework()
    {
        string[] folders = [typeof(object).Assembly.Location, typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location];
        return folders.SelectMany(file => Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(file)!, "*.dll")).Where(IsManaged);
    }

    private static bool IsManaged(string file)
    {
        try
        {
            AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static string Metadata(string key) => typeof(AppFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
