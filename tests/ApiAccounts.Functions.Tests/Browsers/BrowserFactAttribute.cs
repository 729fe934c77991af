namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>A test that needs Chromium. Where there is none it is skipped and says so, since nothing else here needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Executable is null) Skip = "There is no Chromium: put one on the PATH, or its path in CHROMIUM.";
    }
}
