using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ApiAccounts.Functions.Tests.OpenApi;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>
/// A text of a mebibyte costs the app next to nothing, wherever it is: its length is checked before anything is done with it. Combining
/// characters are the dearest, because a normalisation sorts them.
/// </summary>
[Collection<AudienceManagerApp>]
public sealed partial class LongTextTests(AppFixture fixture)
{
    private const int MaxBody = 1_048_576;

    /// <summary>A request with a password takes a tenth of this.</summary>
    private static readonly TimeSpan MaxCpuTime = TimeSpan.FromSeconds(1);

    /// <summary>Two marks that a normalisation has to swap, 2 bytes each.</summary>
    private static readonly byte[] Marks = Encoding.UTF8.GetBytes("\u0301\u0316");

    private readonly App app = fixture.App;

    [Fact]
    public async Task No_text_of_a_mebibyte_in_a_body_takes_a_second_of_CPU()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        var caller = await app.RegisterAsync(administrator);
        var target = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var targets = await app.RegisterAsync(target);
        Assert.True(DocumentedText.All.Count > 100, $"{DocumentedText.All.Count}");
        foreach (var text in DocumentedText.All)
        {
            var path = Parameter().Replace(text.Path, name => name.Value switch
            {
                "{operatorGuid}" or "{operatorId}" => target.OperatorGuid,
                "{apiUserGuid}" or "{apiUserId}" => targets.ApiUserGuid,
                "{userId}" => $"{target.Id.UserId}",
                "{userid}" => target.UserName,
                "{groupId}" or "{roleId}" => "1",
                _ => "01234567-89ab-8def-8123-456789abcdef",
            });
            var isClient = text.Place.Any(step => step.StartsWith("client_", StringComparison.Ordinal));
            await AssertCheapAsync(text.ToString(), () => SendAsync(text, path, isClient ? app.Anonymous : app.As(caller)));
        }
        (await app.As(caller).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_user_name_or_password_in_a_header_takes_a_second_of_CPU()
    {
        await app.RegisterAsync(); // compiles what every such request needs
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0316", 5_000));
        foreach (var (userName, password) in new[] { (marks, "wrong"), (App.AdministratorName, marks), (marks, marks[..500]) })
            await AssertCheapAsync("Basic", () => app.AsOperator(userName, password).PostAsync("/v4/Register"));
    }

    /// <summary>Where the text is sent as a form, the other parameters are those of each grant in turn.</summary>
    private static async Task SendAsync(DocumentedText text, string path, ApiClient caller)
    {
        if (text.MediaType == "application/x-www-form-urlencoded")
        {
            foreach (var grant in (string[])["password", "refresh_token", "client_credentials"])
            {
                var form = $"grant_type={grant}&username=a&password=b&refresh_token=c&token=d&";
                var name = text.Place[^1];
                var rest = string.Join('&', form.Split('&').Where(part => !part.StartsWith(name + "=", StringComparison.Ordinal)));
                await SendAsync(text.Method, path, text.MediaType, $"{rest}&{name}={DocumentedText.Placeholder}", caller);
            }
            return;
        }
        await SendAsync(text.Method, path, text.MediaType, text.Body(), caller);
    }

    private static async Task SendAsync(string method, string path, string mediaType, string body, ApiClient caller)
    {
        var parts = body.Split(DocumentedText.Placeholder);
        var room = MaxBody - Encoding.UTF8.GetByteCount(parts[0]) - Encoding.UTF8.GetByteCount(parts[1]);
        var marks = Enumerable.Repeat(Marks, room / Marks.Length).SelectMany(bytes => bytes);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(parts[0]), .. marks, .. Encoding.UTF8.GetBytes(parts[1])];
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(mediaType);
        await caller.SendAsync(new(method), path, content);
    }

    private async Task AssertCheapAsync(string what, Func<Task> send)
    {
        using var process = Process.GetProcessById(app.ProcessId);
        var before = process.TotalProcessorTime;
        await send();
        process.Refresh();
        var taken = process.TotalProcessorTime - before;
        Assert.True(taken < MaxCpuTime, $"{what} took {taken.TotalMilliseconds} ms of CPU.");
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
