using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiAccounts.Testing;

/// <summary>One client's connection and its counterpart to the storage: calls pass one after the other, as HTTP/1.1 has it.</summary>
internal sealed partial class ProxiedConnection(
    HttpWire client,
    HttpWire storage,
    StorageService service,
    Func<StorageService, CallFault> treat,
    Action<StorageCall> record,
    CancellationToken closing)
{
    /// <summary>Runs until either side closes; ends both.</summary>
    /// <param name="treat">What is to happen to the next call.</param>
    public static async Task RunAsync(
        Socket accepted,
        StorageService service,
        int port,
        Func<StorageService, CallFault> treat,
        Action<StorageCall> record,
        CancellationToken cancellationToken)
    {
        using var client = new HttpWire(accepted);
        using var connecting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await connecting.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            using var storage = new HttpWire(connecting);
            using var ending = cancellationToken.Register(() =>
            {
                client.Dispose();
                storage.Dispose();
            });
            await new ProxiedConnection(client, storage, service, treat, record, cancellationToken).RelayAsync();
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone: so is the other, now.
        }
    }

    private async Task RelayAsync()
    {
        bool more;
        do
        {
            // Read from both: a connection that the storage closes while it idles is to close for the client at the same moment.
            var request = client.ReadHeadAsync();
            var answer = storage.ReadHeadAsync();
            await Task.WhenAny(request, answer);
            more = request.IsCompleted && await request is { } head && await ExchangeAsync(head, answer);
        }
        while (more);
    }

    /// <summary>One call. What is to happen to it between client and storage happens here.</summary>
    /// <returns>Whether another may follow on this connection.</returns>
    private async Task<bool> ExchangeAsync(HttpHead request, Task<HttpHead?> answering)
    {
        var fault = treat(service);
        await Task.Delay(fault.Delay, closing);
        if (fault.Loss == CallLoss.Request)
        {
            client.Reset();
            return false;
        }
        using var transaction = request.Path.EndsWith("/$batch", StringComparison.Ordinal) ? new MemoryStream() : null;
        var sending = SendAsync(request, transaction);
        var answer = await FinalAnswerAsync(answering);
        var operations = transaction is null ? 1 : await OperationsAsync(transaction, sending);
        record(new(service, request.Method, request.Path, request.Query, operations, answer?.Status));
        if (answer is null) return false;
        if (fault.Loss is CallLoss.Answer or CallLoss.HalfTheAnswer)
        {
            await sending;
            if (fault.Loss == CallLoss.HalfTheAnswer) await client.WriteAsync(answer.Bytes.AsMemory(0, answer.Bytes.Length / 2));
            client.Reset();
            return false;
        }
        var body = answer.BodyOfAnswerTo(request.Method);
        await client.WriteAsync(answer.Bytes);
        await storage.CopyBodyAsync(body, client);
        await sending;
        return body != HttpBody.UntilClose;
    }

    private async Task SendAsync(HttpHead request, Stream? copy)
    {
        await storage.WriteAsync(request.Bytes);
        await client.CopyBodyAsync(request.BodyOfRequest(), storage, copy);
    }

    /// <returns>
    /// The answer that ends the call, or null when the storage closed instead; interim ones (100 Continue) go on at once.
    /// </returns>
    private async Task<HttpHead?> FinalAnswerAsync(Task<HttpHead?> answering)
    {
        try
        {
            while (await answering is { } answer)
            {
                if (answer.Status >= 200) return answer;
                await client.WriteAsync(answer.Bytes);
                answering = storage.ReadHeadAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Reset in the middle: no answer either.
        }
        return null;
    }

    private static async Task<int> OperationsAsync(MemoryStream transaction, Task sending)
    {
        await sending;
        return OperationLine.Count(Encoding.UTF8.GetString(transaction.GetBuffer(), 0, (int)transaction.Length));
    }

    [GeneratedRegex(@"^[A-Z]+ \S+ HTTP/1\.1\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OperationLine { get; }
}
