using ApiAccounts.Deployment.Tests.Bicep;
using ApiAccounts.Storage;
using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tables.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>The tables and queues that are made are those that the code uses.</summary>
public sealed class StorageTests
{
    [Fact]
    public void The_code_uses_these_tables_and_queues()
    {
        Assert.Equal(["Accounts", "Changes", "Deadlines", "Logins", "Tokens"], TablesOfCode());
        Assert.Equal(
            [
                "ended-operators", "ended-operators-poison", "outgoing-mail", "outgoing-mail-poison",
                "usage-pings", "usage-pings-poison",
            ],
            QueuesOfCode());
    }

    [Fact]
    public void Every_table_and_queue_the_code_uses_is_made_and_no_other() => Assert.Empty(Faults(Infrastructure.AsItIs));

    [Theory]
    [InlineData("      'Deadlines'\n", "", "main.bicep does not make the table Deadlines.")]
    [InlineData("      'Deadlines'\n", "      'Deadlines'\n      'Outbox'\n", "main.bicep makes the table Outbox, which nobody uses.")]
    [InlineData("      'usage-pings'\n", "      'usage-ping'\n", "main.bicep does not make the queue usage-pings.")]
    [InlineData("      'outgoing-mail-poison'\n", "", "main.bicep does not make the queue outgoing-mail-poison.")]
    public void One_that_is_missing_or_left_over_is_found(string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(Infrastructure.Main, text, instead)));

    [Fact]
    public void The_package_of_the_app_has_its_container_in_the_account_of_the_host()
    {
        var main = Infrastructure.AsItIs.Template;
        Assert.Equal("createArray(variables('packageContainer'))", main.Module("host-storage").Arguments["containers"].ToString());
        Assert.Equal("variables('packageContainer')", main.Module("function-app").Arguments["packageContainer"].ToString());
        Assert.Equal("reference('hostStorage').outputs.blobUri.value", main.Module("function-app").Arguments["hostBlobUri"].ToString());
    }

    private static IEnumerable<string> Faults(Infrastructure infrastructure)
    {
        var account = infrastructure.Template.Module("accounts-storage");
        return
        [
            .. Compare("table", TablesOfCode(), account.Arguments["tables"]),
            .. Compare("queue", QueuesOfCode(), account.Arguments["queues"]),
        ];
    }

    private static IEnumerable<string> Compare(string kind, IReadOnlyCollection<string> ofCode, ArmExpression list)
    {
        var made = list.Items.Select(name => name.Pattern).ToList();
        return ofCode.Except(made).Select(name => $"main.bicep does not make the {kind} {name}.")
            .Concat(made.Except(ofCode).Select(name => $"main.bicep makes the {kind} {name}, which nobody uses."));
    }

    private static IReadOnlyCollection<string> TablesOfCode() =>
        [.. OfApp<AccountTables>().All.Select(table => table.Name).Order(StringComparer.Ordinal)];

    /// <summary>Those that the adapter has, and those that the triggers wait at.</summary>
    private static IReadOnlyCollection<string> QueuesOfCode()
    {
        var triggers = Triggers.Of<QueueTriggerAttribute>().Select(trigger => trigger.QueueName).ToList();
        return
        [
            .. OfApp<AccountQueues>().All.Select(queue => queue.Name)
                .Union(triggers).Union(triggers.Select(queue => queue + "-poison")).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What the app itself goes by when it starts.</summary>
    private static T OfApp<T>()
        where T : notnull
    {
        var settings = new Dictionary<string, string?>
        {
            ["AccountsStorage"] = "DefaultEndpointsProtocol=https;AccountName=example;AccountKey=a2V5;EndpointSuffix=core.windows.net",
        };
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddAzureStorage()
            .BuildServiceProvider()
            .GetRequiredService<T>();
    }
}
