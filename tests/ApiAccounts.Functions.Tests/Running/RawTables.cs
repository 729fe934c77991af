using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>Everything in the tables of a storage account as the service writes it, whichever tables there are.</summary>
public static class RawTables
{
    /// <returns>The JSON of all rows by the name of the table.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(StorageAccount account)
    {
        using var client = new HttpClient();
        var tables = JsonElement.Parse(await GetAsync(client, account, "Tables")).GetProperty("value").EnumerateArray()
            .Select(table => table.GetProperty("TableName").GetString()!).ToList();
        var contents = new Dictionary<string, string>();
        foreach (var table in tables) contents[table] = await GetAsync(client, account, table + "()");
        return contents;
    }

    private static async Task<string> GetAsync(HttpClient client, StorageAccount account, string resource)
    {
        var uri = new Uri($"{account.TableEndpoint}/{resource}");
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{date}\n/{account.Name}{uri.AbsolutePath}");
        var signature = HMACSHA256.HashData(Convert.FromBase64String(account.Key), signed);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Add("Accept", "application/json;odata=nometadata");
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {account.Name}:{Convert.ToBase64String(signature)}");
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{uri}: {(int)response.StatusCode}");
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("x-ms-continuation", StringComparison.OrdinalIgnoreCase));
        return await response.Content.ReadAsStringAsync();
    }
}
