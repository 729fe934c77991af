using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads the service's OData error: code, message and, in a transaction, the number of the action before the message.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    /// <summary>The key of <see cref="Exception.Data"/> that holds the number of the failed action.</summary>
    public const string FailedAction = "FailedEntity";

    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (response.ContentStream is not { CanSeek: true, Length: > 0 }) return false;
        try
        {
            response.ContentStream.Position = 0;
            using var document = JsonDocument.Parse(response.ContentStream);
            var body = document.RootElement.GetProperty("odata.error");
            var message = body.GetProperty("message").GetProperty("value").GetString() ?? "";
            var colon = Math.Max(0, message.IndexOf(':', StringComparison.Ordinal));
            if (int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                data = new Dictionary<string, string> { [FailedAction] = index.ToString(CultureInfo.InvariantCulture) };
                message += $"\n{nameof(TableTransactionFailedException.FailedTransactionActionIndex)} has the number of the failed action.";
            }
            error = new ResponseError(body.GetProperty("code").GetString(), message);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false; // not this kind of body: the caller then shows it as it is
        }
        finally
        {
            response.ContentStream.Position = 0;
        }
    }
}
