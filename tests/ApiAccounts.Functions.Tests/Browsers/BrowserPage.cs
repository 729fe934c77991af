using ApiAccounts.Functions.Tests.Running;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>A page as a person sees it, in a profile of its own.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    /// <summary>Elements of the component library that hand on the focus, and that axe takes for hidden content with a focus.</summary>
    private const string FocusSentinel = "[data-tabster-dummy]";

    private readonly List<string> complaints = [];

    private BrowserPage(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complain(message.Text);
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the scripts of the page threw, and what the browser logged: errors, and violations of the policy.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (complaints) return [.. complaints];
        }
    }

    public static async Task<BrowserPage> OpenAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>Opens a path of the app and waits until it shows a heading.</summary>
    /// <param name="path">As <c>/console/operators</c>.</param>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
    }

    public async Task SignInAsync(SeededOperator person)
    {
        await GoToAsync("/");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "User name" }).FillAsync(person.UserName);
        await Page.Locator("input[type=password]").FillAsync(person.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).WaitForAsync();
    }

    /// <summary>The rules of accessibility that the page violates, with the elements that do.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var result = await Page.RunAxe(
            new AxeRunContext { Exclude = [new(FocusSentinel)] },
            new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa") });
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))];
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Complain(string text)
    {
        lock (complaints) complaints.Add(text);
    }
}
