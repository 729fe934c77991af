using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>
/// Holds answers against openapi.yaml: the status, the content type, the headers and, with ajv, the body. One Node.js does it for the
/// whole test run, started for the first answer; it ends with its standard input, so with this process, however that ends.
/// </summary>
public sealed class DocumentedAnswers
{
    private static readonly Lazy<DocumentedAnswers> Shared = new(() => new(Repository.OpenApi));

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<IReadOnlyList<string>>> waiting = [];
    private readonly Lock writing = new();
    private readonly Task reading;
    private long lastId;

    private DocumentedAnswers(string document)
    {
        process = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("tools/check-answers.mjs"), document])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        reading = Task.Run(ReadAsync);
    }

    /// <summary>Fails the test, with all that is wrong and the whole answer, when the answer is not as it is documented.</summary>
    public static async Task CheckAsync(HttpMethod method, string path, Answer answer)
    {
        var problems = await ProblemsOfAsync(method.Method, path, (int)answer.Status, answer.Headers, answer.Body);
        if (problems.Count > 0)
            Assert.Fail($"openapi.yaml does not have this answer to {method} {path}:\n{string.Join('\n', problems)}\n\n{answer}");
    }

    /// <returns>What is not as openapi.yaml says, in sentences.</returns>
    public static Task<IReadOnlyList<string>> ProblemsOfAsync(
        string method, string path, int status, IEnumerable<KeyValuePair<string, string>> headers, string body) =>
        Shared.Value.AskAsync(method, path, status, headers, body);

    private async Task<IReadOnlyList<string>> AskAsync(
        string method, string path, int status, IEnumerable<KeyValuePair<string, string>> headers, string body)
    {
        var id = Interlocked.Increment(ref lastId);
        var question = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["path"] = path,
            ["status"] = status,
            ["headers"] = new JsonObject(headers.Select(header =>
                KeyValuePair.Create<string, JsonNode?>(header.Key.ToLowerInvariant(), header.Value))),
            ["body"] = body,
        }.ToJsonString();
        var answered = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answered;
        if (reading.IsCompleted) Fail();
        try
        {
            lock (writing)
            {
                process.StandardInput.WriteLine(question);
                process.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            await reading;
            Fail();
        }
        return await answered.Task;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                var answer = JsonElement.Parse(line);
                if (waiting.TryRemove(answer.GetProperty("id").GetInt64(), out var answered))
                    answered.SetResult([.. answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!)]);
            }
        }
        catch (JsonException)
        {
            process.Kill(); // so that nobody waits for it
        }
        await process.WaitForExitAsync();
        Fail();
    }

    /// <summary>Whoever waits is told that there is nobody to answer.</summary>
    private void Fail()
    {
        string told;
        lock (errors) told = errors.ToString();
        var message = string.Create(CultureInfo.InvariantCulture, $"tools/check-answers.mjs ended ({process.ExitCode}):\n{told}");
        foreach (var id in waiting.Keys)
            if (waiting.TryRemove(id, out var answered)) answered.SetException(new InvalidOperationException(message));
    }
}
