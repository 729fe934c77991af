using System.Net.Http.Headers;

namespace ApiAccounts.Tools.Demo.Wire;

/// <summary>The system over HTTP. Every answer is searched for the secrets that the answers before it gave.</summary>
internal sealed class DemoClient(Uri url, KnownSecrets secrets) : IDisposable
{
    public const int AtOnce = 32;

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromSeconds(60),
    };
    private int answers;

    /// <summary>How many answers were searched.</summary>
    public int Answers => answers;

    /// <exception cref="ToolException">Nothing answers, or not in time.</exception>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, AuthenticationHeaderValue? authorization, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = authorization;
        request.Content = content;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var answer = new Answer($"{method} {path}", (int)response.StatusCode, body);
            secrets.LookIn($"{response.Headers}{response.Content.Headers}{body}", $"the answer {answer.Status} to {answer.Request}");
            Interlocked.Increment(ref answers);
            return answer;
        }
        catch (HttpRequestException exception)
        {
            throw new ToolException($"Nothing answers at {url} (is `dotnet run dev.cs -- up` running there?): {exception.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ToolException($"{method} {path} was not answered within {http.Timeout.TotalSeconds} s.");
        }
    }

    public void Dispose() => http.Dispose();
}
