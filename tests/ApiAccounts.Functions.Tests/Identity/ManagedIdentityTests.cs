using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Identity;

/// <summary>
/// The app as it runs in Azure: it knows where its storage is and who it is itself, and has no connection string and no key.
/// </summary>
public sealed class ManagedIdentityTests(TokenAzurite azurite) : IClassFixture<TokenAzurite>
{
    private readonly StorageAccount account = azurite.NewAccount();

    [Fact]
    public async Task With_an_identity_and_no_key_an_API_user_is_registered_verified_and_counted()
    {
        await using var identity = await IdentityEndpoint.StartAsync("5c0ffee0-0000-4000-8000-000000000001");
        await using var app = await App.StartAsync(
            account, [.. Settings(identity), .. Identity("managedidentity", "5c0ffee0-0000-4000-8000-000000000001")]);

        await AssertCountsAsync(app);

        Assert.Equal(["5c0ffee0-0000-4000-8000-000000000001"], identity.Asked.Distinct());
        var environment = await File.ReadAllTextAsync($"/proc/{app.ProcessId}/environ");
        Assert.Contains("AccountsStorage__clientId=5c0ffee0-0000-4000-8000-000000000001", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", environment, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(account.Key, environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_credential_the_app_finds_the_identity_of_the_system()
    {
        await using var identity = await IdentityEndpoint.StartAsync(clientId: null);
        await using var app = await App.StartAsync(account, [.. Settings(identity), .. Identity(null, null)]);

        await AssertCountsAsync(app);

        Assert.Equal([null], identity.Asked.Distinct());
    }

    [Fact]
    public async Task An_identity_that_the_app_was_not_given_is_told_and_nothing_starts()
    {
        await using var identity = await IdentityEndpoint.StartAsync("5c0ffee0-0000-4000-8000-000000000001");

        var (exitCode, output) = await App.RunToEndAsync(
            account, [.. Settings(identity), .. Identity("managedidentity", "5c0ffee0-0000-4000-8000-000000000002")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("The identity of AccountsStorage cannot sign in: ", output, StringComparison.Ordinal);
        Assert.Contains("No User Assigned or Delegated Managed Identity found for specified ClientId.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening on", output, StringComparison.Ordinal);
        Assert.Equal(["5c0ffee0-0000-4000-8000-000000000002"], identity.Asked.Distinct());
    }

    private static async Task AssertCountsAsync(App app)
    {
        (await app.Anonymous.GetAsync("/healthz/ready")).Is(HttpStatusCode.OK);
        var (caller, asking) = (await RegisterAsync(app), await RegisterAsync(app));

        var verified = (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);

        await Eventually.Async(
            async () => (await ShownUsage.OfAsync(verified.Header("X-Api-User")!, asking)).Requests == 1, "the use is counted");
    }

    private static async Task<ApiClient> RegisterAsync(App app)
    {
        var answer = (await app.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        return app.Anonymous.With(answer.Text("UserName"), answer.Text("Password"));
    }

    /// <summary>
    /// Where all is, in place of the connection strings; the product's own with a slash at the end, as Azure tells the addresses.
    /// </summary>
    private (string Name, string? Value)[] Settings(IdentityEndpoint identity) =>
    [
        ("AccountsStorage", null),
        ("AccountsStorage__queueServiceUri", $"{account.QueueEndpoint}/"),
        ("AccountsStorage__tableServiceUri", $"{account.TableEndpoint}/"),
        ("AzureWebJobsStorage", null),
        ("AzureWebJobsStorage__blobServiceUri", account.BlobEndpoint.AbsoluteUri),
        ("AzureWebJobsStorage__queueServiceUri", account.QueueEndpoint.AbsoluteUri),
        ("AzureWebJobsStorage__tableServiceUri", account.TableEndpoint.AbsoluteUri),
        ("AZURE_CLIENT_ID", null), // no identity of whoever runs the tests
        ("AZURE_TENANT_ID", null),
        ("SSL_CERT_FILE", LocalCertificate.File),
        .. identity.Settings,
    ];

    private static (string Name, string? Value)[] Identity(string? credential, string? clientId) =>
    [
        ("AccountsStorage__credential", credential),
        ("AccountsStorage__clientId", clientId),
        ("AzureWebJobsStorage__credential", credential),
        ("AzureWebJobsStorage__clientId", clientId),
    ];
}
