using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>A page in a real browser, Chromium without a window, driven by its DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly ChildProcess process;
    private readonly string profile;
    private readonly ClientWebSocket socket = new();
    private readonly List<string> complaints = [];
    private string? session;
    private int lastId;

    private Browser(ChildProcess process, string profile)
    {
        this.process = process;
        this.profile = profile;
    }

    /// <summary>Null where there is none.</summary>
    public static string? Executable { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>
    /// What the page's own scripts threw, and what the browser told of it: errors, refused resources, violations of its policy.
    /// </summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Skips the test, and says so, where there is no Chromium: nothing else here needs a browser.</summary>
    /// <param name="language">As <c>nl-NL</c>.</param>
    public static async Task<Browser> StartAsync(string language)
    {
        Assert.SkipWhen(Executable is null, "There is no Chromium: put one on the PATH, or its path in CHROMIUM.");
        var profile = Directory.CreateTempSubdirectory("browser-").FullName;
        var process = ChildProcess.Start(
            Executable!,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0",
                $"--user-data-dir={profile}", "about:blank",
            ]);
        var browser = new Browser(process, profile);
        try
        {
            var listening = await process.WaitForOutputAsync(@"DevTools listening on (ws://\S+)");
            await browser.socket.ConnectAsync(new(listening.Groups[1].Value), default);
            var target = (await browser.CallAsync("Target.createTarget", """{"url":"about:blank"}""")).GetProperty("targetId").GetString();
            var attached = await browser.CallAsync("Target.attachToTarget", $$"""{"targetId":"{{target}}","flatten":true}""");
            browser.session = attached.GetProperty("sessionId").GetString();
            await browser.CallAsync("Runtime.enable");
            await browser.CallAsync("Log.enable");
            await browser.CallAsync("Emulation.setUserAgentOverride", $$"""{"userAgent":"test","acceptLanguage":"{{language}}"}""");
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async Task OpenAsync(string address)
    {
        await CallAsync("Page.navigate", $$"""{"url":{{JsonSerializer.Serialize(address)}}}""");
        await UntilAsync($"document.readyState === 'complete' && location.href === {JsonSerializer.Serialize(address)}");
    }

    /// <summary>The value of a JavaScript expression, as text.</summary>
    public async Task<string?> ReadAsync(string expression)
    {
        var answer = await CallAsync(
            "Runtime.evaluate", $$"""{"expression":{{JsonSerializer.Serialize($"String({expression})")}},"awaitPromise":true}""");
        return answer.TryGetProperty("exceptionDetails", out var thrown)
            ? throw new InvalidOperationException($"{expression}: {thrown}")
            : answer.GetProperty("result").GetProperty("value").GetString();
    }

    public Task UntilAsync(string condition) =>
        Eventually.Async(async () => await ReadAsync(condition) == "true", $"on the page {condition}");

    /// <summary>Types into what has the focus, as a person does.</summary>
    public Task TypeAsync(string text) => CallAsync("Input.insertText", $$"""{"text":{{JsonSerializer.Serialize(text)}}}""");

    public async Task PressEnterAsync()
    {
        await CallAsync(
            "Input.dispatchKeyEvent", """{"type":"keyDown","key":"Enter","code":"Enter","windowsVirtualKeyCode":13,"text":"\r"}""");
        await CallAsync("Input.dispatchKeyEvent", """{"type":"keyUp","key":"Enter","code":"Enter","windowsVirtualKeyCode":13}""");
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await process.DisposeAsync();
        await Eventually.Async(() => Task.FromResult(IsRemoved()), "the browser let go of its profile");
    }

    private bool IsRemoved()
    {
        try
        {
            Directory.Delete(profile, recursive: true);
            return true;
        }
        catch (IOException) // a process of the browser is still ending
        {
            return false;
        }
    }

    private async Task<JsonElement> CallAsync(string method, string parameters = "{}")
    {
        var id = ++lastId;
        var inSession = session is null ? "" : $""","sessionId":"{session}" """;
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(
                $$"""{"id":{{id}},"method":"{{method}}","params":{{parameters}}{{inSession}}}"""), WebSocketMessageType.Text, true,
                default);
        while (true)
        {
            var message = await ReceiveAsync();
            if (message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
                return message.TryGetProperty("result", out var result)
                    ? result
                    : throw new InvalidOperationException($"{method}: {message}");
            if (IsComplaint(message)) complaints.Add(message.GetProperty("params").GetRawText());
        }
    }

    /// <summary>Advice on how to write pages is none.</summary>
    private static bool IsComplaint(JsonElement message) => message.TryGetProperty("method", out var method) && method.GetString() switch
    {
        "Runtime.exceptionThrown" => true,
        "Log.entryAdded" => message.GetProperty("params").GetProperty("entry").GetProperty("level").GetString() is "error" or "warning",
        _ => false,
    };

    private async Task<JsonElement> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16_384];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, default);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The browser ended:\n{process.Output}");
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonElement.Parse(message.ToArray());
    }
}
