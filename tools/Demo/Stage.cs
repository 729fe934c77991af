using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo;

/// <summary>Where the steps of the story are played: numbers them, sends their requests and prints what is to be seen.</summary>
internal sealed class Stage(DemoClient client, KnownSecrets secrets, CancellationToken cancellationToken)
{
    private static readonly TimeSpan CountAtMost = TimeSpan.FromSeconds(60);
    private string title = "";
    private int number;

    public CancellationToken CancellationToken => cancellationToken;

    public KnownSecrets Secrets => secrets;

    /// <summary>How many answers there were so far.</summary>
    public int Answers => client.Answers;

    /// <summary>The step that is being played: its number and title.</summary>
    public string Step => $"Step {number} ({title})";

    public void Begin(string step)
    {
        title = step;
        Console.WriteLine($"\n{++number}. {step}");
    }

    /// <summary>Prints a line of a step, with every secret masked.</summary>
    public void Print(string text) => Console.WriteLine(secrets.Mask($"   {text}".TrimEnd()));

    /// <param name="json">The body; null for none.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string path, Credentials credentials, string? json = null)
    {
        using var content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await client.SendAsync(method, path, credentials.Header, content, cancellationToken);
    }

    /// <summary>Prints the request and the answer too.</summary>
    public async Task<Answer> ShowAsync(HttpMethod method, string path, Credentials credentials, string? json = null)
    {
        Console.WriteLine($"   {method} {path}   (as {credentials.UserName})");
        if (json is not null) Console.WriteLine($"   {json}");
        var answer = await SendAsync(method, path, credentials, json);
        Print($"{answer.Status} {answer.Body}");
        return answer;
    }

    /// <summary>Asks for a token.</summary>
    public async Task<Answer> GetTokenAsync(string path, params IEnumerable<KeyValuePair<string, string>> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await client.SendAsync(HttpMethod.Post, path, authorization: null, content, cancellationToken);
    }

    /// <summary>Reads until an answer shows what it should.</summary>
    /// <exception cref="ToolException">It never did, within a minute.</exception>
    public async Task<JsonElement> UntilAsync(string path, Credentials reader, Func<JsonElement, bool> shows)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var json = (await SendAsync(HttpMethod.Get, path, reader)).MustBe(200).Json;
            if (shows(json)) return json;
            if (clock.Elapsed > CountAtMost)
                throw new ToolException($"After {CountAtMost.TotalSeconds} s GET {path} still answers {json}.");
            await Task.Delay(250, cancellationToken);
        }
    }

    /// <summary>Waits for as long as usage that is counted twice could come late.</summary>
    public Task WaitForLateUsageAsync() => Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);

    /// <summary>Sends a request also when the story was stopped, to delete what its steps left behind.</summary>
    public Task<Answer> SendAnywayAsync(HttpMethod method, string path, Credentials credentials) =>
        client.SendAsync(method, path, credentials.Header, content: null, CancellationToken.None);
}
