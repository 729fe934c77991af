using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Configuration;

namespace ApiAccounts.Storage.Tests;

public sealed class StorageConnectionTests
{
    private const string Key = "c2VjcmV0IGtleQ==";
    private const string NotSet =
        "AccountsStorage is not set; it must be a connection string of a storage account, or AccountsStorage__tableServiceUri and "
        + "AccountsStorage__queueServiceUri must name its services.";
    private const string NotReadable =
        "AccountsStorage must be a connection string of a storage account, as the portal shows it, or be omitted in favour of "
        + "AccountsStorage__tableServiceUri and AccountsStorage__queueServiceUri.";

    [Fact]
    public void A_connection_string_names_the_account()
    {
        var connection = With(
            ("AccountsStorage", $"DefaultEndpointsProtocol=https;AccountName=example;AccountKey={Key};EndpointSuffix=core.windows.net"));
        Assert.Equal(
            new Uri("https://example.table.core.windows.net/Accounts"), connection.CreateTableClient().GetTableClient("Accounts").Uri);
        Assert.Equal(new Uri("https://example.queue.core.windows.net/"), connection.CreateQueueClient().Uri);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("managedidentity", null)]
    [InlineData("managedidentity", "")]
    [InlineData("managedidentity", "00000000-0000-0000-0000-000000000001")]
    [InlineData("ManagedIdentity", "00000000-0000-0000-0000-000000000001")]
    public void Addresses_and_an_identity_name_the_account(string? credential, string? clientId)
    {
        var connection = With(
            ("AccountsStorage:tableServiceUri", "https://example.table.core.windows.net"),
            ("AccountsStorage:queueServiceUri", "https://example.queue.core.windows.net"),
            ("AccountsStorage:credential", credential), ("AccountsStorage:clientId", clientId));
        Assert.Equal(new Uri("https://example.queue.core.windows.net/"), connection.CreateQueueClient().Uri);
        Assert.Equal(
            new Uri("https://example.table.core.windows.net/Accounts"), connection.CreateTableClient().GetTableClient("Accounts").Uri);
    }

    [Theory]
    [InlineData(null, NotSet)]
    [InlineData("", NotSet)]
    [InlineData(" ", NotSet)]
    [InlineData("garbled", NotReadable)]
    [InlineData("AccountName=example;c2VjcmV0IGtleQ", NotReadable)]
    [InlineData($"AccountKey={Key}", NotReadable)]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=example;AccountKey=!{Key};EndpointSuffix=core.windows.net", NotReadable)]
    public void A_missing_or_garbled_connection_string_is_reported_without_its_key(string? text, string sentence) =>
        AssertFails(sentence, ("AccountsStorage", text));

    [Theory]
    [InlineData("http://example.table.core.windows.net")]
    [InlineData("example")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=example;AccountKey={Key}")]
    [InlineData($"http://example.table.core.windows.net?sig={Key}")]
    public void An_invalid_address_is_reported_without_a_key(string address) => AssertFails(
        "AccountsStorage__tableServiceUri must be the https address of a storage service, as the portal shows it.",
        ("AccountsStorage:tableServiceUri", address), ("AccountsStorage:queueServiceUri", "https://example.queue.core.windows.net"));

    [Fact]
    public void One_address_alone_is_not_enough() =>
        AssertFails(NotSet, ("AccountsStorage:tableServiceUri", "https://example.table.core.windows.net"));

    [Fact]
    public void Another_kind_of_credential_is_reported() => AssertFails(
        "AccountsStorage__credential must be 'managedidentity' or omitted; it is 'password'.",
        ("AccountsStorage:tableServiceUri", "https://example.table.core.windows.net"),
        ("AccountsStorage:queueServiceUri", "https://example.queue.core.windows.net"),
        ("AccountsStorage:credential", "password"));

    private static void AssertFails(string sentence, params (string Key, string? Value)[] settings)
    {
        var exception = Assert.Throws<SettingException>(() => With(settings));
        Assert.Equal(sentence, exception.Message);
        Assert.DoesNotContain(Key.TrimEnd('='), exception.ToString(), StringComparison.Ordinal);
    }

    private static StorageConnection With(params (string Key, string? Value)[] settings) =>
        new(
            new ConfigurationBuilder().AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
}
