using System.Reflection;
using ApiAccounts.Deployment.Tests.Bicep;
using ApiAccounts.Functions.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What the alerts look for is what the app says.</summary>
public sealed class AlertTests
{
    [Fact]
    public void There_are_these_alerts() => Assert.Equal(
        ["notReady", "poison", "serverErrors"],
        Infrastructure.AsItIs.Files["alerts.bicep"].Resources.Where(
            resource => resource.Type.StartsWith("Microsoft.Insights/scheduledQueryRules", StringComparison.Ordinal))
            .Select(alert => alert.Name).Order());

    [Fact]
    public void The_alert_of_poison_waits_for_the_words_of_the_timer()
    {
        var message = typeof(PoisonFunctions).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().Single().Message;

        Assert.Equal("AppTraces\n| where Message contains \"messages are in the queue\"\n", QueryOf("poison"));
        Assert.Contains("messages are in the queue", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_health_check_asks_a_route_that_there_is()
    {
        var address = Infrastructure.AsItIs.Files["alerts.bicep"].Resources.Single(resource => resource.Name == "healthCheck")
            .Body.Property("properties", "Request", "RequestUrl")!.Literal;
        Assert.Equal("*/healthz/ready", address);
        Assert.Contains("healthz/ready", Triggers.Of<HttpTriggerAttribute>().Select(trigger => trigger.Route));
    }

    private static string QueryOf(string alert) =>
        Infrastructure.AsItIs.Files["alerts.bicep"].Resources.Single(
            resource => resource.Name == alert).Body.Property("properties", "criteria", "allOf")!
            .Children[0].Property("query")!.Text.Trim('\'').TrimStart('\n');
}
