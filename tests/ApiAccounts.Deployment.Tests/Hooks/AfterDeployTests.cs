namespace ApiAccounts.Deployment.Tests.Hooks;

/// <summary>What azd runs after a deployment, as azd runs it, against the app and an Azure that is not there.</summary>
public sealed class AfterDeployTests(RunningApp app) : IClassFixture<RunningApp>, IAsyncLifetime
{
    private FakeAzd azd = null!;
    private FakeAzure azure = null!;

    public async ValueTask InitializeAsync()
    {
        azd = FakeAzd.Make();
        azure = await FakeAzure.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        azd.Dispose();
        await azure.DisposeAsync();
    }

    [Fact]
    public async Task It_signs_in_as_the_first_administrator_and_tells_the_password()
    {
        azure.FirstAdministrator = AppSettings.AdministratorPassword;

        var (exitCode, output) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains($"Ready: {app.Address}", output, StringComparison.Ordinal);
        Assert.Contains(
            "The first administrator is admin@demo.example, with the password Correct-Horse-42x", output, StringComparison.Ordinal);
        Assert.Contains(
            $"curl -X POST -u \"admin@demo.example:$PASSWORD\" \"{app.Address}v4/Register?description=First\"", output,
            StringComparison.Ordinal);
        Assert.Equal(["GET /secrets/first-administrator?api-version=7.4"], azure.Calls);
    }

    [Fact]
    public async Task In_a_pipeline_it_tells_no_password()
    {
        azure.FirstAdministrator = AppSettings.AdministratorPassword;

        var (exitCode, output) = await RunAsync([new("CI", "true")]);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(AppSettings.AdministratorPassword, output, StringComparison.Ordinal);
        Assert.Contains($"Its password is the secret first-administrator of {azure.Address}.", output, StringComparison.Ordinal);
        Assert.Contains("It signed in.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_was_changed_since_is_no_failure()
    {
        azure.FirstAdministrator = "Another-Horse-42x";

        var (exitCode, output) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains(
            $"has another password by now than the secret first-administrator of {azure.Address}.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Another-Horse-42x", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_the_password_is_told_where_it_is()
    {
        var (exitCode, output) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains(
            $"Its password is the secret first-administrator of {azure.Address}, which could not be read from here: 403 ", output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_first_administrator_nothing_is_asked_of_the_vault()
    {
        var (exitCode, output) = await RunAsync([new("ADMINISTRATOR_EMAIL", "")]);

        Assert.Equal((0, true), (exitCode, output.TrimEnd().EndsWith($"Ready: {app.Address}", StringComparison.Ordinal)));
        Assert.Empty(azure.Calls);
    }

    [Fact]
    public async Task An_app_that_does_not_get_ready_has_its_secrets_read_anew_and_then_fails()
    {
        var nobody = $"http://127.0.0.1:{FreePort.Next()}/";

        var (exitCode, output) = await RunAsync([new("APP_ADDRESS", nobody)], "--minutes", "0");

        Assert.Equal(1, exitCode);
        Assert.Contains("asked Azure to read the secrets of the app anew.", output, StringComparison.Ordinal);
        Assert.Contains("The app is not ready after 0 minutes. The last answer: Connection refused", output, StringComparison.Ordinal);
        Assert.Equal(
            ["POST /subscriptions/sub/resourceGroups/rg-test/providers/Microsoft.Web/sites/func-test/config/configreferences/appsettings/refresh?api-version=2022-03-01"],
            azure.Calls);
        Assert.Contains($"--scope {azure.Address}.default", Assert.Single(azd.Calls), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("APP_ADDRESS", null,
        "APP_ADDRESS is not set: it is an output of infra/main.bicep, which azd knows after `azd provision` or `azd env refresh`.")]
    [InlineData("APP_ADDRESS", "nonsense", "APP_ADDRESS is 'nonsense'; it may be an address as in https://example.azurewebsites.net.")]
    public async Task A_variable_that_is_missing_or_wrong_is_told(string name, string? value, string sentence)
    {
        var (exitCode, output) = await RunAsync([new(name, value)]);

        Assert.Equal((2, sentence), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData("--minutes")]
    [InlineData("--minutes", "61")]
    [InlineData("--hours", "1")]
    public async Task Another_argument_is_told(params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(arguments: arguments);

        Assert.Equal(
            (2, "The one argument there may be is --minutes and a number from 0 to 60: how long to wait for the app."),
            (exitCode, output.Trim()));
    }

    private async Task<(int ExitCode, string Output)> RunAsync(KeyValuePair<string, string?>[]? variables = null, params string[] arguments)
    {
        KeyValuePair<string, string?>[] usual =
        [
            new("APP_ADDRESS", app.Address.ToString()),
            new("APP_NAME", "func-test"),
            new("ADMINISTRATOR_EMAIL", AppSettings.AdministratorName),
            new("AZURE_RESOURCE_GROUP", "rg-test"),
            new("AZURE_RESOURCE_MANAGER", azure.Address.ToString()),
            new("AZURE_SUBSCRIPTION_ID", "sub"),
            new("CI", null),
            new("KEY_VAULT_ADDRESS", azure.Address.ToString()),
            new("PATH", azd.Path),
        ];
        await using var process = ChildProcess.Start(
            "dotnet",
                ["run", Repository.PathOf("infra/after-deploy.cs"), "--", .. arguments], usual.Concat(variables ?? []), Repository.Root);
        return (await process.WaitForExitAsync(TimeSpan.FromMinutes(2)), process.Output);
    }
}
