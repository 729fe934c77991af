using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ApiAccounts.Functions.Console;

/// <summary>A file with a hash in its name, and its precompressed encodings.</summary>
public sealed class ConsoleAsset
{
    private const string Unknown = "application/octet-stream";
    private const string Text = "text/";
    private const string Identity = "identity";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Best first.</summary>
    private static readonly (string Coding, string Extension)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    private readonly List<Encoding> encodings;
    private readonly string contentType;

    private ConsoleAsset(string contentType, List<Encoding> encodings)
    {
        this.contentType = contentType;
        this.encodings = encodings;
    }

    /// <param name="file">The path of the file that is not compressed.</param>
    /// <param name="files">The paths of all files.</param>
    internal static ConsoleAsset Of(string file, IReadOnlySet<string> files)
    {
        var contentType = ContentTypes.TryGetContentType(file, out var known) ? known : Unknown;
        if (contentType.StartsWith(Text, StringComparison.Ordinal)) contentType += "; charset=utf-8";
        return new(
            contentType,
            [
                .. Encodings.Where(encoding => files.Contains(file + encoding.Extension))
                    .Select(encoding => new Encoding(encoding.Coding, file + encoding.Extension)),
                new(Identity, file),
            ]);
    }

    /// <summary>Whether a file is the precompressed encoding of another.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    internal static bool IsEncodingOf(string file, IReadOnlySet<string> files) => Array.Exists(
        Encodings,
        encoding => file.EndsWith(encoding.Extension, StringComparison.Ordinal) && files.Contains(file[..^encoding.Extension.Length]));

    /// <summary>Answers with the encoding that the caller prefers, or with 304 if it has that already.</summary>
    public IResult Answer(HttpRequest request)
    {
        var encoding = AcceptedCodings.Best(request, encodings, one => one.Coding);
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding.Coding != Identity) headers.ContentEncoding = encoding.Coding;
        return TypedResults.PhysicalFile(encoding.Path, contentType, entityTag: encoding.Tag);
    }

    /// <summary>One encoding of the file, with the strong tag of its bytes.</summary>
    private sealed class Encoding(string coding, string path)
    {
        private readonly Lazy<EntityTagHeaderValue> tag = new(() => TagOf(path));

        public string Coding => coding;

        public string Path => path;

        public EntityTagHeaderValue Tag => tag.Value;

        private static EntityTagHeaderValue TagOf(string path)
        {
            using var contents = File.OpenRead(path);
            return new($"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(contents))}\"");
        }
    }
}
