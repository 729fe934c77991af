using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ApiAccounts.Testing.Hosting;

/// <summary>What the host goes by of the app's <c>host.json</c>.</summary>
internal sealed class HostJson
{
    private readonly IConfiguration settings;

    private HostJson(IConfiguration settings) => this.settings = settings;

    public string RoutePrefix => settings["extensions:http:routePrefix"] ?? "api";

    public IReadOnlyList<KeyValuePair<string, string>> CustomHeaders =>
    [
        .. settings.GetSection("extensions:http:customHeaders").GetChildren()
            .Select(header => KeyValuePair.Create(header.Key, header.Value ?? "")),
    ];

    public int BatchSize => Number("batchSize", 16);

    public int MaxDequeueCount => Number("maxDequeueCount", 5);

    /// <summary>The wait before a message that failed is delivered again.</summary>
    public TimeSpan VisibilityTimeout => Time("visibilityTimeout", TimeSpan.Zero);

    public TimeSpan MaxPollingInterval => Time("maxPollingInterval", TimeSpan.FromMinutes(1));

    public static HostJson In(string folder) =>
        new(new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, "host.json"), optional: false, reloadOnChange: false).Build());

    private int Number(string setting, int otherwise) =>
        settings["extensions:queues:" + setting] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private TimeSpan Time(string setting, TimeSpan otherwise) =>
        settings["extensions:queues:" + setting] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
