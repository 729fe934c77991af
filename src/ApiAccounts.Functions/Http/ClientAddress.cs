using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Http;

/// <summary>Finds the network address a request came from.</summary>
public sealed class ClientAddress(IOptions<HttpOptions> options)
{
    public string? Of(HttpRequest request)
    {
        var proxies = options.Value.TrustedProxies;
        var entries = request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (proxies == 0 || entries.Length < proxies) return request.HttpContext.Connection.RemoteIpAddress?.ToString();

        // An entry may carry a port, as the front ends of Azure write it.
        var entry = entries[^proxies];
        return IPAddress.TryParse(entry, out var address) ? address.ToString()
            : IPEndPoint.TryParse(entry, out var endPoint) ? endPoint.Address.ToString()
            : null;
    }
}
