using System.Net.Http.Headers;
using System.Text;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>Requests to the running app, with the same Basic credentials on each. Every answer has to be as openapi.yaml says.</summary>
public sealed class ApiClient(HttpClient client, string? authorization)
{
    public ApiClient With(string userName, string password) =>
        WithAuthorization("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}")));

    /// <param name="header">The whole value, sent as it is.</param>
    public ApiClient WithAuthorization(string header) => new(client, header);

    /// <summary>With an access token.</summary>
    public ApiClient WithToken(string accessToken) => WithAuthorization("Bearer " + accessToken);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path) => SendAsync(HttpMethod.Post, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PostJsonAsync(string path, string json) => SendAsync(HttpMethod.Post, path, Json(Encoding.UTF8.GetBytes(json)));

    /// <summary>Has the host run a timer now, as its own route for that does; it has not ended yet when this returns.</summary>
    public async Task RunTimerAsync(string function) =>
        (await PostJsonAsync($"/admin/functions/{function}", """{"input":""}""")).Is(HttpStatusCode.Accepted);

    /// <summary>Parameters in the body, as <c>/oauth</c> takes them.</summary>
    public async Task<Answer> PostFormAsync(string path, params (string Name, string Value)[] parameters)
    {
        using var form = new FormUrlEncodedContent(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
        return await SendAsync(HttpMethod.Post, path, form);
    }

    public Task<Answer> PutJsonAsync(string path, string json) => SendAsync(HttpMethod.Put, path, Json(Encoding.UTF8.GetBytes(json)));

    public Task<Answer> PatchJsonAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, Json(Encoding.UTF8.GetBytes(json)));

    public static HttpContent Json(byte[] body) =>
        new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = content;
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        var answer = await Answer.ReadAsync(response);
        await DocumentedAnswers.CheckAsync(method, path, answer);
        return answer;
    }
}
