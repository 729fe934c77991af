using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>The table service of one account: makes requests to it and sends them through the pipeline.</summary>
internal sealed class TableService
{
    private const string Version = "2020-12-06";
    private readonly HttpPipeline pipeline;

    /// <param name="options">Null for the defaults.</param>
    public TableService(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        Endpoint = endpoint;
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options ?? new())
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = TableErrorParser.Instance,
        });
    }

    /// <summary>A slash after an account in the path is not taken away: the service does not find that account.</summary>
    public Uri Endpoint { get; }

    /// <summary>An emulator's address has the account's name as its path, all others as the first label of the host.</summary>
    public string AccountName => Endpoint.HostNameType == UriHostNameType.Dns && !Endpoint.IsLoopback
        ? Endpoint.Host.Split('.')[0]
        : Endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");

    /// <param name="path">Escaped, without a slash before it.</param>
    public HttpMessage CreateMessage(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath("/" + path, escape: false);
        message.Request.Headers.Add("x-ms-version", Version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add(HttpHeader.Names.Accept, MediaType.Json);
        return message;
    }

    /// <summary>Sends, with retries.</summary>
    /// <returns>The answer, if its status is one of the expected; its body is in memory.</returns>
    /// <exception cref="RequestFailedException">The service answered another status, or one try failed and none was left.</exception>
    /// <exception cref="AggregateException">Every try ended without an answer.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, params int[] expected)
    {
        await pipeline.SendAsync(message, cancellationToken);
        return expected.Contains(message.Response.Status) ? message.Response : throw new RequestFailedException(message.Response);
    }
}
