using System.Text.RegularExpressions;
using ApiAccounts.SelfHost.Settings;
using Azure.Storage.Queues;

namespace ApiAccounts.SelfHost.Queues;

/// <summary>A queue and its poison queue, for messages whose processing failed.</summary>
internal sealed partial record QueueConnection(QueueClient Queue, QueueClient Poison)
{
    /// <param name="connection">The setting, with or without its prefix <c>AzureWebJobs</c>; null for <c>AzureWebJobsStorage</c>.</param>
    /// <exception cref="StartException">A setting of the connection is missing or wrong, or the name of the queue is not valid.</exception>
    public static QueueConnection Open(IConfiguration configuration, string? connection, string queue, string function)
    {
        if (!QueueName().IsMatch(queue))
        {
            throw new StartException(
                $"Function {function}: '{queue}' is not a valid name of a queue: " +
                "it must be 3 to 63 lower-case letters, digits and single hyphens.");
        }
        var setting = string.IsNullOrEmpty(connection) ? HostAccount.HostSetting : connection;
        var account = new HostAccount(configuration, setting, $"Function {function}").OpenQueues(queue);
        return new(account.GetQueueClient(queue), account.GetQueueClient(queue + "-poison"));
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex QueueName();
}
