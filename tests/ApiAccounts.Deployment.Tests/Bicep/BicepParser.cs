using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>
/// Parses with the grammar of tree-sitter-bicep, in one Node.js for the whole test run; it ends with its standard input, so with this
/// process.
/// </summary>
internal static class BicepParser
{
    private static readonly Lazy<Process> Node = new(() => Process.Start(new ProcessStartInfo(
        "node", [Repository.PathOf("tools/parse-bicep.mjs")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
    })!);
    private static readonly Lock OneAtATime = new();

    public static BicepFile Parse(string name, string source)
    {
        lock (OneAtATime)
        {
            Node.Value.StandardInput.WriteLine(new JsonObject { ["source"] = source }.ToJsonString());
            Node.Value.StandardInput.Flush();
            var tree = Node.Value.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException("tools/parse-bicep.mjs ended: see its error output.");
            return new(name, BicepNode.Read(JsonElement.Parse(tree), source));
        }
    }
}
