using System.Reflection;
using ApiAccounts.Deployment.Tests.Bicep;
using ApiAccounts.Functions.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What the alerts look for is what the app says.</summary>
public sealed class AlertTests
{
    private static IReadOnlyList<ArmResource> Resources => Infrastructure.AsItIs.Template.Module("alerts").Template.Resources;

    [Fact]
    public void There_are_these_alerts() => Assert.Equal(
        ["*-not-ready", "*-poison", "*-server-errors"],
        Resources.Where(resource => resource.Type == "Microsoft.Insights/scheduledQueryRules").Select(alert => alert.Name).Order());

    [Fact]
    public void The_alert_of_poison_waits_for_the_words_of_the_timer()
    {
        var message = typeof(PoisonFunctions).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().Single().Message;
        var criteria = Resources.Single(alert => alert.Name == "*-poison").Property("properties", "criteria", "allOf")!;

        Assert.Equal(
            "AppTraces\n| where Message contains \"messages are in the queue\"\n",
            Assert.Single(criteria.Items).Property("query")!.Pattern);
        Assert.Contains("messages are in the queue", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_health_check_asks_a_route_that_there_is()
    {
        var healthCheck = Resources.Single(resource => resource.Type == "Microsoft.Insights/webtests");
        Assert.Equal("*/healthz/ready", healthCheck.Property("properties", "Request", "RequestUrl")!.Pattern);
        Assert.Contains("healthz/ready", Triggers.Of<HttpTriggerAttribute>().Select(trigger => trigger.Route));
    }
}
