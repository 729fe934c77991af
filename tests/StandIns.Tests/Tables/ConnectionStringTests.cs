using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class ConnectionStringTests
{
    private const string Key = "c2VjcmV0IGtleQ==";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/T")]
    [InlineData($"AccountName=acme;AccountKey={Key};EndpointSuffix=core.windows.net", "https://acme.table.core.windows.net/T")]
    [InlineData($"AccountName=acme;AccountKey={Key}", "https://acme.table.core.windows.net/T")]
    [InlineData($"DefaultEndpointsProtocol=http; AccountName = acme ;AccountKey={Key};Other=1", "http://acme.table.core.windows.net/T")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=acme;AccountKey={Key};EndpointSuffix=example;", "http://acme.table.example/T")]
    [InlineData($"accountname=acme;accountkey={Key};tableendpoint=http://127.0.0.1:10002/acme", "http://127.0.0.1:10002/acme/T")]
    [InlineData($"AccountName=acme;AccountKey={Key};TableEndpoint=http://[::1]:80/acme/;QueueEndpoint=http://[::1]", "http://[::1]/acme/T")]
    [InlineData($"AccountName=acme;AccountKey={Key};TableEndpoint=127.0.0.1:10002/acme", "http://127.0.0.1:10002/acme/T")]
    public void It_says_where_the_tables_are(string connectionString, string address) =>
        Assert.Equal(new Uri(address), new TableServiceClient(connectionString).GetTableClient("T").Uri);

    [Theory]
    [InlineData($"AccountKey={Key};EndpointSuffix=core.windows.net", typeof(ArgumentException))]
    [InlineData("AccountName=acme;EndpointSuffix=core.windows.net", typeof(ArgumentException))]
    [InlineData("UseDevelopmentStorage=false", typeof(ArgumentException))]
    [InlineData("AccountName=acme;=c2VjcmV0", typeof(InvalidOperationException))]
    [InlineData($"AccountName=;AccountKey={Key}", typeof(InvalidOperationException))]
    [InlineData($"AccountName=acme;;AccountKey={Key}", typeof(InvalidOperationException))]
    [InlineData($";AccountName=acme;AccountKey={Key}", typeof(InvalidOperationException))]
    [InlineData($"AccountName=acme;AccountKey={Key};AccountKey={Key};EndpointSuffix=core.windows.net", typeof(InvalidOperationException))]
    [InlineData("AccountName=acme;AccountKey=c2VjcmV0!;EndpointSuffix=core.windows.net", typeof(FormatException))]
    [InlineData($"AccountName=acme;AccountKey={Key};EndpointSuffix=not a host", typeof(UriFormatException))]
    [InlineData($"AccountName=acme;AccountKey={Key};TableEndpoint=http://", typeof(UriFormatException))]
    public void A_wrong_one_is_refused_without_repeating_the_key(string connectionString, Type expected)
    {
        var exception = Assert.Throws(expected, () => new TableServiceClient(connectionString));
        Assert.DoesNotContain("c2VjcmV0", exception.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The message may repeat such a part, which may be a key whose name was forgotten: nobody is to show it.</summary>
    [Theory]
    [InlineData("c2VjcmV0")]
    [InlineData("AccountName=acme;c2VjcmV0")]
    [InlineData($"AccountName=acme; ;AccountKey={Key}")]
    public void A_part_that_is_not_a_name_with_a_value_is_refused(string connectionString) =>
        Assert.Throws<InvalidOperationException>(() => new TableServiceClient(connectionString));

    [Fact]
    public void An_absent_one_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new TableServiceClient((string)null!));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(""));
    }
}
