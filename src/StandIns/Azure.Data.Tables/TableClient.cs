#nullable disable annotations // as in the package, whose surface says nothing about null

using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table. It is thread-safe.</summary>
public class TableClient
{
    private readonly TableService service;
    private readonly string table;

    internal TableClient(TableService service, string name)
    {
        this.service = service;
        Name = name;
        table = Uri.EscapeDataString(name);
    }

    public virtual string Name { get; }

    public virtual string AccountName => service.AccountName;

    public virtual Uri Uri => new($"{service.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{table}");

    /// <summary>A filter whose values are quoted and escaped.</summary>
    /// <exception cref="ArgumentException">A value has no OData literal.</exception>
    public static string CreateQueryFilter(FormattableString filter) => filter is null ? null : QueryFilter.Create(filter);

    /// <summary>Creates the table, or finds that it is there.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = service.CreateMessage(RequestMethod.Post, "Tables");
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = Name });
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add(HttpHeader.Names.ContentType, MediaType.PlainJson);
        message.Request.Content = RequestContent.Create(body);
        var response = await service.SendAsync(message, cancellationToken, 201, 204, 409);
        if (response.Status == 409)
        {
            var conflict = new RequestFailedException(response, null, TableErrorParser.Instance);
            if (conflict.ErrorCode is not { } code || code != TableErrorCode.TableAlreadyExists) throw conflict;
        }
        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>Deletes the table and all that is in it, or finds that it is not there.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        using var message = service.CreateMessage(RequestMethod.Delete, $"Tables('{table}')");
        return await service.SendAsync(message, cancellationToken, 204, 404);
    }

    /// <summary>Adds a row.</summary>
    /// <returns>With the row's ETag in its headers.</returns>
    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>: the row is there.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        Check(entity);
        using var message = service.CreateMessage(RequestMethod.Post, table);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await SendEntityAsync(message, entity, cancellationToken);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="select">The properties to read; null for all.</param>
    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c> or <c>TableNotFound</c>.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = CreateGet<T>(partitionKey, rowKey, select);
        var response = await service.SendAsync(message, cancellationToken, 200);
        return Response.FromValue((T)(object)EntityReader.ReadOne(response.Content.ToMemory().Span), response);
    }

    /// <summary>Reads a row, if it and the table are there.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = CreateGet<T>(partitionKey, rowKey, select);
        var response = await service.SendAsync(message, cancellationToken, 200, 404);
        return response.Status == 404
            ? new NoEntity<T>(response)
            : Response.FromValue((T)(object)EntityReader.ReadOne(response.Content.ToMemory().Span), response);
    }

    /// <summary>Changes a row that is there.</summary>
    /// <param name="ifMatch">The version it must have, or <see cref="ETag.All"/>.</param>
    /// <exception cref="ArgumentException">The ETag is <c>default</c>.</exception>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>: another version is there; 404: none is.</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        Check(entity);
        if (ifMatch == default) throw new ArgumentException("An update needs the ETag of the row as read, or ETag.All.", nameof(ifMatch));
        using var message = service.CreateMessage(MethodOf(mode), EntityAddress.Of(table, entity.PartitionKey, entity.RowKey));
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, ifMatch.ToString());
        return await SendEntityAsync(message, entity, cancellationToken);
    }

    /// <summary>Changes a row, or adds it.</summary>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        Check(entity);
        using var message = service.CreateMessage(MethodOf(mode), EntityAddress.Of(table, entity.PartitionKey, entity.RowKey));
        return await SendEntityAsync(message, entity, cancellationToken);
    }

    /// <summary>Deletes a row, or finds that it is not there.</summary>
    /// <param name="ifMatch">The version it must have; <c>default</c> for any.</param>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>: another version is there.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        using var message = service.CreateMessage(RequestMethod.Delete, EntityAddress.Of(table, partitionKey, rowKey));
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await service.SendAsync(message, cancellationToken, 204, 404);
    }

    /// <summary>The rows that a filter matches, in the order of their keys, read page by page as they are asked for.</summary>
    /// <param name="filter">OData; null for all rows. See <see cref="CreateQueryFilter"/>.</param>
    /// <param name="maxPerPage">Rows a request asks for; null for the service's 1,000.</param>
    /// <param name="select">The properties to read; null for all.</param>
    /// <param name="cancellationToken">The only one that counts: that of an enumeration is not looked at.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        CheckReadable<T>();
        return new EntityPages<T>(service, table, filter, maxPerPage, Joined(select), cancellationToken);
    }

    /// <summary>Applies all changes or none: at most 100, of one partition, no row twice.</summary>
    /// <returns>One answer per action, in their order, with the new ETag in its headers.</returns>
    /// <exception cref="TableTransactionFailedException">One of them could not be applied: its status, error code and index.</exception>
    /// <exception cref="InvalidOperationException">There are no actions, or the service's reply is malformed.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var body = BatchBody.Write(transactionActions, Uri);
        using var message = service.CreateMessage(RequestMethod.Post, "$batch");
        message.Request.Headers.Add(HttpHeader.Names.ContentType, body.ContentType);
        message.Request.Content = RequestContent.Create(body.Content);
        var response = await service.SendAsync(message, cancellationToken, 202);
        body.Return(); // not when the sending threw: the connection may still be reading it
        var replies = BatchReply.Read(response);
        if (replies.FirstOrDefault(reply => reply.IsError) is { } failed)
            throw new TableTransactionFailedException(new(failed, null, TableErrorParser.Instance));
        return Response.FromValue<IReadOnlyList<Response>>(replies, response);
    }

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"There is no update mode {mode}.", nameof(mode)),
    };

    private static void Check(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }

    private static void CheckReadable<T>()
    {
        if (!typeof(T).IsAssignableFrom(typeof(TableEntity)))
            throw new NotSupportedException($"This stand-in reads {nameof(TableEntity)} only, not {typeof(T)}.");
    }

    private static string Joined(IEnumerable<string> select) => select is null ? null : string.Join(',', select);

    private HttpMessage CreateGet<T>(string partitionKey, string rowKey, IEnumerable<string> select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        CheckReadable<T>();
        var message = service.CreateMessage(RequestMethod.Get, EntityAddress.Of(table, partitionKey, rowKey));
        if (Joined(select) is { } names) message.Request.Uri.AppendQuery("$select", names);
        return message;
    }

    private async Task<Response> SendEntityAsync(HttpMessage message, ITableEntity entity, CancellationToken cancellationToken)
    {
        var buffer = new PooledBuffer();
        using (var writer = new EntityWriter(buffer)) writer.Write(entity);
        message.Request.Headers.Add(HttpHeader.Names.ContentType, MediaType.PlainJson);
        message.Request.Content = RequestContent.Create(buffer.Written);
        var response = await service.SendAsync(message, cancellationToken, 201, 204);
        buffer.Return(); // not when the sending threw: the connection may still be reading it
        return response;
    }
}
