using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction of which nothing was applied: status and error code are those of the action that failed.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            Given(requestFailedException).Status, requestFailedException.Message, requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys) Data[key] = requestFailedException.Data[key];
        if (Data[TableErrorParser.FailedAction] is string index && int.TryParse(index, CultureInfo.InvariantCulture, out var number))
            FailedTransactionActionIndex = number;
    }

    /// <summary>Which of the actions failed, from 0; null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static RequestFailedException Given(RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception;
    }
}
