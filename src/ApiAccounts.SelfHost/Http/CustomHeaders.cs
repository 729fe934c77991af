using ApiAccounts.SelfHost.Settings;
using Microsoft.Extensions.Primitives;

namespace ApiAccounts.SelfHost.Http;

/// <summary>Adds <c>extensions.http.customHeaders</c> of host.json to every response that does not set them itself.</summary>
internal sealed class CustomHeaders
{
    private readonly KeyValuePair<string, StringValues>[] headers;
    private readonly Func<object, Task> add;

    public CustomHeaders(HostJson hostJson)
    {
        var configured = hostJson.Texts("extensions:http:customHeaders");
        headers = [.. configured.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)))];
        add = Add;
    }

    /// <summary>Adds the headers when the response starts, so that functions do not see them.</summary>
    public void AddTo(HttpResponse response)
    {
        if (headers.Length > 0) response.OnStarting(add, response);
    }

    private Task Add(object response)
    {
        var existing = ((HttpResponse)response).Headers;
        foreach (var (name, value) in headers) existing.TryAdd(name, value);
        return Task.CompletedTask;
    }
}
