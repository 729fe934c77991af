using System.Diagnostics;
using System.Net;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary>Whether the app answers that it is ready.</summary>
internal static class Readiness
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    /// <exception cref="ToolException">It was not ready in time.</exception>
    public static async Task WaitAsync(string url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var clock = Stopwatch.StartNew();
        var answer = "nothing";
        while (clock.Elapsed < AtMost)
        {
            try
            {
                using var response = await http.GetAsync(new Uri($"{url}/healthz/ready"), cancellationToken);
                if (response.StatusCode == HttpStatusCode.OK) return;
                answer = $"{(int)response.StatusCode}";
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // It listens, and does not answer yet.
            }
            await Task.Delay(250, cancellationToken);
        }
        throw new ToolException($"The app was not ready after {AtMost.TotalMinutes} minutes: {url}/healthz/ready last answered {answer}.");
    }
}
