using System.Globalization;

namespace ApiAccounts.Functions.Queues;

internal static class MessageMetadata
{
    /// <summary>When the message that triggered a function was enqueued; null if the function was triggered manually.</summary>
    public static DateTimeOffset? InsertedAt(FunctionContext context) =>
        context.BindingContext.BindingData.TryGetValue("InsertionTime", out var text) // a JSON string, with its quotes
        && DateTimeOffset.TryParse(text?.ToString()?.Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
