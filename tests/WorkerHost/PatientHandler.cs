namespace ApiAccounts.Testing.Hosting;

/// <summary>Tries again while the worker does not listen yet, as the Functions host does: ten times, 50 to 250 ms apart.</summary>
internal sealed class PatientHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Tries = 10;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        for (var time = 1; ; time++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (time < Tries)
            {
                await Task.Delay(wait, cancellationToken);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
    }
}
