using System.Net;
using System.Net.Http.Json;
using ApiAccounts.Bench.Running;

namespace ApiAccounts.Bench.Load;

/// <summary>Requests with the credentials of an API user.</summary>
internal static class Requests
{
    private const int AtOnce = 32;

    public static HttpRequestMessage As(this Credential credential, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", credential.Authorization);
        if (body is not null) request.Content = JsonContent.Create(body);
        return request;
    }

    public static async Task<HttpStatusCode> VerifyAsync(this HttpClient client, Credential credential, CancellationToken stopping)
    {
        using var request = credential.As(HttpMethod.Get, "/verify");
        using var answer = await client.SendAsync(request, stopping);
        return answer.StatusCode;
    }

    /// <summary>Verifies each once, few at a time: the app turns away more cold ones at once than it can read.</summary>
    /// <exception cref="BenchFailure">One was answered otherwise than 200.</exception>
    public static Task VerifyEachAsync(this HttpClient client, IEnumerable<Credential> credentials, CancellationToken stopping)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping };
        return Parallel.ForEachAsync(credentials, options, async (credential, cancellation) =>
        {
            var status = await client.VerifyAsync(credential, cancellation);
            if (status != HttpStatusCode.OK) throw new BenchFailure($"/verify answered {(int)status} to a good credential.");
        });
    }

    /// <returns>The body.</returns>
    /// <exception cref="BenchFailure">It was answered otherwise.</exception>
    public static async Task<string> ExpectAsync(
        this HttpClient client, HttpRequestMessage request, HttpStatusCode status, CancellationToken stopping)
    {
        using var answer = await client.SendAsync(request, stopping);
        var body = await answer.Content.ReadAsStringAsync(stopping);
        return answer.StatusCode == status
            ? body
            : throw new BenchFailure($"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode}: {body}");
    }
}
