using System.IO.Compression;
using System.Text;

namespace ApiAccounts.Testing;

/// <summary>A console of a few lines, in the form that the real one is built in, so that no test waits for Node.js to build that.</summary>
public static class FakeConsole
{
    public const string Page = """
        <!DOCTYPE html>
        <html lang="en"><head><meta name="csp-nonce" content="__NONCE__"><title>Fake console</title>
        <script nonce="__NONCE__" type="module" src="/console/assets/index-3f2a9c1b.js"></script></head><body></body></html>
        """;

    /// <summary>The file <c>assets/index-3f2a9c1b.js</c>, which is there in Brotli and gzip too.</summary>
    public const string Script = "console.log('a script long enough to be worth the compression, the compression, the compression');\n";

    /// <summary>Of this test process, and deleted with it.</summary>
    public static string Folder { get; } = NewFolder();

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("console-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var assets = folder.CreateSubdirectory("assets");
        File.WriteAllText(Path.Combine(folder.FullName, "index.html"), Page);
        File.WriteAllText(Path.Combine(folder.FullName, "secret.txt"), "outside the assets");
        foreach (var (name, text) in ((string, string)[])
                 [
                     ("index-3f2a9c1b.js", Script), ("index-77aa10cc.css", "body{margin:0}\n"), ("logo-0badf00d.svg", "<svg/>"),
                     ("font-1.woff2", "f"), ("nl-5e.json", "{}"), ("app-1.webmanifest", "{}"),
                 ])
            File.WriteAllText(Path.Combine(assets.FullName, name), text);
        var script = Path.Combine(assets.FullName, "index-3f2a9c1b.js");
        Compress(script + ".br", stream => new BrotliStream(stream, CompressionLevel.Optimal));
        Compress(script + ".gz", stream => new GZipStream(stream, CompressionLevel.Optimal));
        return folder.FullName;
    }

    private static void Compress(string path, Func<Stream, Stream> encode)
    {
        using var file = File.Create(path);
        using var encoder = encode(file);
        encoder.Write(Encoding.UTF8.GetBytes(Script));
    }
}
