using System.Buffers;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>A transaction as the service reads it: one change set of HTTP requests, in a multipart body.</summary>
internal sealed class BatchBody
{
    private readonly PooledBuffer buffer = new();
    private readonly string changeset = $"changeset_{Guid.NewGuid()}";
    private readonly string batch = $"batch_{Guid.NewGuid()}";
    private readonly string table;
    private (string Key, string Escaped) partition = ("", ""); // that of the action before, which is that of all

    private BatchBody(Uri table) => this.table = table.AbsoluteUri;

    public string ContentType => $"multipart/mixed; boundary={batch}";

    public ReadOnlyMemory<byte> Content => buffer.Written;

    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    public static BatchBody Write(IEnumerable<TableTransactionAction> actions, Uri table)
    {
        var body = new BatchBody(table);
        body.Write(actions);
        return body;
    }

    /// <summary>Gives the memory back; nobody may hold <see cref="Content"/> any more.</summary>
    public void Return() => buffer.Return();

    private void Write(IEnumerable<TableTransactionAction> actions)
    {
        using var entities = new EntityWriter(buffer);
        var empty = true;
        Write($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeset}\r\n\r\n");
        foreach (var action in actions)
        {
            empty = false;
            Write(action, entities);
        }
        if (empty) throw new InvalidOperationException("A transaction needs at least one action.");
        Write($"--{changeset}--\r\n--{batch}--\r\n");
    }

    private void Write(TableTransactionAction action, EntityWriter entities)
    {
        ArgumentNullException.ThrowIfNull(action.Entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(action.Entity.RowKey);
        Write("--");
        Write(changeset);
        buffer.Write("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add:
                WriteAdd(action.Entity, entities);
                break;
            case TableTransactionActionType.UpdateMerge:
                WriteChange("PATCH", action.Entity, action.ETag, entities);
                break;
            case TableTransactionActionType.UpdateReplace:
                WriteChange("PUT", action.Entity, action.ETag, entities);
                break;
            case TableTransactionActionType.UpsertMerge:
                WriteChange("PATCH", action.Entity, default, entities);
                break;
            case TableTransactionActionType.UpsertReplace:
                WriteChange("PUT", action.Entity, default, entities);
                break;
            case TableTransactionActionType.Delete:
                WriteHead("DELETE", action.Entity);
                WriteIfMatch(action.ETag == default ? ETag.All : action.ETag);
                break;
            default:
                throw new InvalidOperationException($"There is no action type {action.ActionType}.");
        }
        buffer.Write("\r\n"u8);
    }

    private void WriteAdd(ITableEntity entity, EntityWriter entities)
    {
        Write("POST ");
        Write(table);
        WriteHeaders();
        buffer.Write("Prefer: return-no-content\r\n"u8);
        WriteEntity(entity, entities);
    }

    private void WriteChange(string method, ITableEntity entity, ETag ifMatch, EntityWriter entities)
    {
        WriteHead(method, entity);
        if (ifMatch != default) WriteIfMatch(ifMatch);
        WriteEntity(entity, entities);
    }

    private void WriteHead(string method, ITableEntity entity)
    {
        Write(method);
        Write(" ");
        Write(table);
        Write("(PartitionKey='");
        if (partition.Key != entity.PartitionKey) partition = (entity.PartitionKey, EntityAddress.Escape(entity.PartitionKey));
        Write(partition.Escaped);
        Write("',RowKey='");
        Write(EntityAddress.Escape(entity.RowKey));
        Write("')");
        WriteHeaders();
    }

    private void WriteHeaders() =>
        buffer.Write(" HTTP/1.1\r\nDataServiceVersion: 3.0\r\nAccept: application/json;odata=minimalmetadata\r\n"u8);

    private void WriteIfMatch(ETag value)
    {
        Write("If-Match: ");
        Write(value.ToString());
        buffer.Write("\r\n"u8);
    }

    private void WriteEntity(ITableEntity entity, EntityWriter entities)
    {
        buffer.Write("Content-Type: application/json\r\n\r\n"u8);
        entities.Write(entity);
        buffer.Write("\r\n"u8);
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, buffer);
}
