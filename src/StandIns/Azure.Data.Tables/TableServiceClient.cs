#nullable disable annotations // as in the package, whose surface says nothing about null

using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one storage account.</summary>
public class TableServiceClient
{
    private const string Scope = "https://storage.azure.com/.default";
    private readonly TableService service;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <param name="connectionString">
    /// AccountName and AccountKey, and TableEndpoint or EndpointSuffix when it is not core.windows.net; or UseDevelopmentStorage=true.
    /// </param>
    public TableServiceClient(string connectionString, TableClientOptions options = null)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        service = new(parsed.Endpoint, new SharedKeyLitePolicy(parsed.Credential), options);
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        service = new(endpoint, new SharedKeyLitePolicy(credential), options);
    }

    /// <param name="endpoint">With https: a token is not sent over anything else.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        service = new(endpoint, new BearerTokenAuthenticationPolicy(tokenCredential, Scope), options);
    }

    /// <summary>A client of one table, which shares this one's connections; the table need not exist.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return new(service, tableName);
    }

    /// <summary>Creates a table, or finds that it is there.</summary>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);
}
