using ApiAccounts.SelfHost.Settings;
using Microsoft.Extensions.Primitives;

namespace ApiAccounts.SelfHost.Http;

/// <summary><c>extensions.http.customHeaders</c> of host.json: on every answer that does not set them itself.</summary>
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

    /// <summary>Adds them when the answer starts, so that a function that looks does not see them.</summary>
    public void AddTo(HttpResponse response)
    {
        if (headers.Length > 0) response.OnStarting(add, response);
    }

    private Task Add(object response)
    {
        var answer = ((HttpResponse)response).Headers;
        foreach (var (name, value) in headers) answer.TryAdd(name, value);
        return Task.CompletedTask;
    }
}
