using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ApiAccounts.Functions.Http;

/// <summary>Finds the network address of the caller.</summary>
public sealed class ClientAddress(IOptions<HttpOptions> options)
{
    public string? Of(HttpRequest request)
    {
        var proxies = options.Value.TrustedProxies;
        var entries = request.Headers[ForwardedHeadersDefaults.XForwardedForHeaderName].ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var address = proxies == 0 || entries.Length < proxies ? request.HttpContext.Connection.RemoteIpAddress : Parse(entries[^proxies]);
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
    }

    /// <summary>An entry may have a port, as the front ends of Azure append one.</summary>
    private static IPAddress? Parse(string entry) =>
        IPAddress.TryParse(entry, out var address) ? address
        : IPEndPoint.TryParse(entry, out var endPoint) ? endPoint.Address
        : null;
}
