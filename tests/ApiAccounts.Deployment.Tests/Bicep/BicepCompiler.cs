using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>The compiler of Bicep: one server for the whole test run, which ends with its standard input, so with this process.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#jsonrpc.</remarks>
internal static class BicepCompiler
{
    private const string ContentLength = "Content-Length: ";

    private static readonly string Program = typeof(BicepCompiler).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Bicep").Value!;

    private static readonly Lazy<Process> Server = new(() => Process.Start(new ProcessStartInfo(Program, ["jsonrpc", "--stdio"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    private static readonly Lock OneAtATime = new();
    private static int calls;

    /// <summary>Skips the test where the package of the compiler could not be restored.</summary>
    public static void SkipUnlessHere() => Assert.SkipUnless(
        File.Exists(Program), "The compiler of Bicep is not here: the package of tools/Bicep could not be restored.");

    /// <returns>The template, null when there are errors; and the diagnostics, as <c>main.bicep(7): Error BCP057: The name …</c>.</returns>
    public static (ArmTemplate? Template, IReadOnlyList<string> Diagnostics) Compile(string path)
    {
        var compiled = Call("bicep/compile", path);
        var json = compiled.GetProperty("success").GetBoolean() ? compiled.GetProperty("contents").GetString() : null;
        return (
            json is null ? null : new ArmTemplate("main", JsonElement.Parse(json)),
            [.. compiled.GetProperty("diagnostics").EnumerateArray().Select(ToSentence)]);
    }

    /// <returns>The text of the file as the formatter writes it.</returns>
    public static string Format(string path) => Call("bicep/format", path).GetProperty("contents").GetString()!;

    private static string ToSentence(JsonElement diagnostic)
    {
        var file = Path.GetFileName(diagnostic.GetProperty("source").GetString());
        var line = diagnostic.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32() + 1;
        return FormattableString.Invariant(
            $"{file}({line}): {diagnostic.GetProperty("level")} {diagnostic.GetProperty("code")}: {diagnostic.GetProperty("message")}");
    }

    private static JsonElement Call(string method, string path)
    {
        lock (OneAtATime)
        {
            Write(JsonSerializer.SerializeToUtf8Bytes(new { jsonrpc = "2.0", id = ++calls, method, @params = new[] { new { path } } }));
            var answer = Read();
            return answer.TryGetProperty("result", out var result)
                ? result
                : throw new InvalidOperationException($"{method} of {path}: {answer}");
        }
    }

    /// <summary>A message is a header that says how many bytes of JSON there are, an empty line, and these.</summary>
    private static void Write(byte[] message)
    {
        var input = Server.Value.StandardInput.BaseStream;
        input.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ContentLength}{message.Length}\r\n\r\n")));
        input.Write(message);
        input.Flush();
    }

    private static JsonElement Read()
    {
        var output = Server.Value.StandardOutput.BaseStream;
        var length = 0;
        for (var line = ReadLine(output); line.Length > 0; line = ReadLine(output))
        {
            if (line.StartsWith(ContentLength, StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.AsSpan(ContentLength.Length), CultureInfo.InvariantCulture);
        }

        var message = new byte[length];
        output.ReadExactly(message);
        return JsonElement.Parse(message);
    }

    private static string ReadLine(Stream output)
    {
        var line = new StringBuilder();
        for (var next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            if (next < 0) throw new InvalidOperationException("The compiler of Bicep ended: see its error output.");
            if (next != '\r') line.Append((char)next);
        }

        return line.ToString();
    }
}
