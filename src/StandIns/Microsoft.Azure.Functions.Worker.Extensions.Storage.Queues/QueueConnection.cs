using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.InProcess;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A queue and the one beside it that takes what could not be worked on.</summary>
internal sealed partial record QueueConnection(QueueClient Queue, QueueClient Poison)
{
    private const string StandardConnection = "Storage";
    private const string Prefix = "AzureWebJobs";

    /// <param name="connection">The setting, with its prefix <c>AzureWebJobs</c> or without; null for <c>AzureWebJobsStorage</c>.</param>
    /// <exception cref="StartException">The setting is missing or not a connection string, or no queue can have that name.</exception>
    public static QueueConnection Open(IConfiguration configuration, string? connection, string queue, string function)
    {
        if (!QueueName().IsMatch(queue))
        {
            throw new StartException(
                $"Function {function}: '{queue}' cannot be the name of a queue: 3 to 63 lower-case letters, digits and single hyphens.");
        }
        var setting = string.IsNullOrEmpty(connection) ? StandardConnection : connection;
        var connectionString = configuration[Prefix + setting] ?? configuration[setting];
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            var name = setting is StandardConnection ? Prefix + setting : setting;
            throw new StartException(
                $"Function {function}: the queue '{queue}' needs the setting {name}, a storage connection string, which is missing.");
        }
        try
        {
            // Messages are decoded here and not by the client, so that one that cannot be goes to poison as it is.
            var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
            return new(new(connectionString, queue, options), new(connectionString, queue + "-poison", options));
        }
        catch (FormatException exception)
        {
            throw new StartException(
                $"Function {function}: the setting {setting} is not a storage connection string. {exception.Message}", exception);
        }
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex QueueName();
}
