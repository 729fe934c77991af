using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>Sends requests as the console's own scripts do: with its header, and with the cookie that it was given.</summary>
public sealed class ConsoleClient(ApiClient client, string? cookie = null)
{
    private static readonly (string, string)[] Own = [("X-Console", "1"), ("Sec-Fetch-Site", "same-origin")];

    /// <summary>As <c>apiaccounts=…</c>.</summary>
    public string? Cookie => cookie;

    /// <summary>Signs in to the console, and fails the test if that is refused.</summary>
    public static async Task<ConsoleClient> SignInAsync(App app, string userName, string password) =>
        Of(app, (await new ConsoleClient(app.Anonymous).TrySignInAsync(userName, password)).Is(HttpStatusCode.OK));

    public static Task<ConsoleClient> SignInAsync(App app, SeededOperator @operator) =>
        SignInAsync(app, @operator.UserName, @operator.Password);

    /// <summary>With the cookie that an answer set.</summary>
    public static ConsoleClient Of(App app, Answer answer) => new(app.Anonymous, answer.Header("Set-Cookie")!.Split(';')[0]);

    /// <summary>The same session on another instance.</summary>
    public ConsoleClient On(App app) => new(app.Anonymous, cookie);

    public Task<Answer> TrySignInAsync(string userName, string password) =>
        PostAsync("/console/session", $$"""{"userName":"{{userName}}","password":"{{password}}"}""");

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<Answer> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var content = ApiClient.Json(Encoding.UTF8.GetBytes(json));
        return await SendAsync(HttpMethod.Post, path, headers, content);
    }

    private Task<Answer> SendAsync(
        HttpMethod method, string path, (string Name, string Value)[]? headers = null, HttpContent? content = null)
    {
        (string, string)[] cookies = cookie is null ? [] : [("Cookie", cookie)];
        return client.SendAsync(method, path, content, [.. Own, .. cookies, .. headers ?? []]);
    }
}
