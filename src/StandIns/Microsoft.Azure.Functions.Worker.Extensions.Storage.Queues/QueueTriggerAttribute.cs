using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a queue.</summary>
/// <param name="queueName">The name, or <c>%setting%</c>.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute, IListeningTrigger
{
    public string QueueName { get; } = queueName;

    /// <summary>The setting with the connection string, or what those for an identity begin with; null for <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }

    string ITrigger.BindingType => "queueTrigger";

    bool ITrigger.Accepts(Type parameterType, out string expected)
    {
        expected = "a string, BinaryData, byte[] or a class that its JSON describes";
        return parameterType == typeof(byte[]) || (parameterType.IsClass && !parameterType.IsAbstract && !parameterType.IsArray);
    }

    ITriggerListener IListeningTrigger.Listen(TriggeredFunction function, ListenerServices services)
    {
        var settings = QueueSettings.Read(services);
        var name = services.Configuration.Resolve(QueueName, function.Name);
        var queue = QueueConnection.Open(services.Configuration, Connection, name, function.Name);
        return new QueueListener(function, queue, settings, services);
    }
}
