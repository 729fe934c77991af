using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Primitives;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Finds the origin (RFC 6454) that the caller sent its request to. Behind trusted proxies it is what they report. The Functions host has
/// applied their headers before.
/// </summary>
public sealed class RequestOrigin(IOptions<HttpOptions> options)
{
    /// <summary>As a browser writes it in <c>Origin</c>: <c>https://accounts.example.com</c>.</summary>
    public string Of(HttpRequest request) => $"{SchemeOf(request)}://{HostOf(request)}";

    /// <summary>Whether it is one without encryption on the caller's own machine, which only developers use.</summary>
    public bool IsLocal(HttpRequest request) =>
        SchemeOf(request) == Uri.UriSchemeHttp
        && new HostString(HostOf(request)).Host is var host
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    private string SchemeOf(HttpRequest request) => Reported(request, ForwardedHeadersDefaults.XForwardedProtoHeaderName) ?? request.Scheme;

    private string HostOf(HttpRequest request) =>
        Reported(request, ForwardedHeadersDefaults.XForwardedHostHeaderName) ?? request.Host.Value ?? "";

    /// <summary>A proxy appends to these headers, or replaces them.</summary>
    private string? Reported(HttpRequest request, string header)
    {
        var proxies = options.Value.TrustedProxies;
        if (proxies == 0 || StringValues.IsNullOrEmpty(request.Headers[header])) return null;
        var entries = request.Headers[header].ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return entries.Length == 0 ? null : entries[^Math.Min(proxies, entries.Length)];
    }
}
