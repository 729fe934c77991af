namespace Azure.Data.Tables;

/// <summary>One change of a transaction.</summary>
public class TableTransactionAction
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <param name="etag">
    /// The version an update or a delete expects. <c>default</c> expects none: a delete is then unconditional and an update acts as
    /// an upsert. The entity's own <see cref="ITableEntity.ETag"/> is not looked at.
    /// </param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
