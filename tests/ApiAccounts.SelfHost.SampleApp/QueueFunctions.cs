using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.SelfHost.SampleApp;

public sealed record Order(string Article, int Count);

/// <summary>Says in the log what it gets, and does what the message says.</summary>
public sealed partial class QueueFunctions(Gate gate, ILogger<QueueFunctions> logger)
{
    /// <param name="text">
    /// <c>succeed</c>, <c>fail</c>, <c>fail until N</c> (deliveries), <c>hold</c> (until the gate is opened) or <c>endure</c> (until it
    /// is cancelled), and anything after it.
    /// </param>
    [Function("Work")]
    public async Task Work(
        [QueueTrigger("%WorkQueue%", Connection = "Work")] string text, FunctionContext context, CancellationToken cancellationToken)
    {
        Got(text, JsonSerializer.Serialize(context.BindingContext.BindingData));
        var words = text.Split(' ');
        if (words[0] is "hold")
        {
            await gate.Opened;
            Let(text);
        }
        if (words[0] is "endure") await Task.Delay(Timeout.Infinite, cancellationToken);
        if (words[0] is not "fail") return;
        var delivery = int.Parse((string)context.BindingContext.BindingData["DequeueCount"]!, CultureInfo.InvariantCulture);
        var isTheLast = words.Length is 3 && delivery == int.Parse(words[2], CultureInfo.InvariantCulture);
        if (!isTheLast) throw new InvalidOperationException("failed on purpose");
    }

    [Function("WorkOnBytes")]
    public void WorkOnBytes([QueueTrigger("bytes", Connection = "Work")] byte[] bytes) => Got(Convert.ToHexString(bytes), "bytes");

    [Function("WorkOnBinaryData")]
    public void WorkOnBinaryData([QueueTrigger("binary-data", Connection = "Work")] BinaryData data) => Got(data.ToString(), "binary data");

    [Function("WorkOnOrder")]
    public void WorkOnOrder([QueueTrigger("orders", Connection = "Work")] Order order) => Got($"{order.Article} x {order.Count}", "order");

    [LoggerMessage(1, LogLevel.Information, "got <{Text}> with {Data}")]
    private partial void Got(string text, string data);

    [LoggerMessage(2, LogLevel.Information, "let <{Text}> go")]
    private partial void Let(string text);
}
