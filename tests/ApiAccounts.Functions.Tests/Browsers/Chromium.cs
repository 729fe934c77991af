using ApiAccounts.Functions.Tests.Browsers;
using ApiAccounts.Functions.Tests.Running;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>One Chromium without a window for all tests, started by the first that needs it. Each test has a profile of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private readonly Lazy<Task<IBrowser>> browser;
    private IPlaywright? playwright;

    public Chromium() => browser = new(StartAsync);

    /// <summary>Null where there is none.</summary>
    private static string? Executable { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Opens an empty page. Skips the test, and says so, where there is no Chromium.</summary>
    internal async Task<BrowserPage> OpenAsync(App app, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(Executable is null, "There is no Chromium: put one on the PATH, or its path in CHROMIUM.");
        options ??= new();
        options.BaseURL = app.Client.BaseAddress!.ToString();
        options.Locale ??= "en-GB";
        options.TimezoneId ??= "Europe/Amsterdam";
        var context = await (await browser.Value).NewContextAsync(options);
        return await BrowserPage.OpenAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated) await (await browser.Value).CloseAsync();
        playwright?.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }
}
