using ApiAccounts.Worker.Tests.Running;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Worker.Tests.Functions;

/// <summary>A list of 7 MB, from the worker through the host to a slow caller.</summary>
[Collection(SharedHosts.Name)]
public sealed class DownloadTests(Hosts hosts)
{
    private const string Function = "ListApiUserOverview";
    private const string Head = "operator,userName,type,createdAt,lastUsed,requestsLast30Days,description\r\n";

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_long_CSV_arrives_whole(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        await using var download = await Download.BeginAsync(app, await hosts.ReaderOfManyAsync(host));

        var records = CsvRecords.Of(await download.ReadToEndAsync());

        Assert.Equal((HttpStatusCode.OK, true), (download.Answer.StatusCode, download.Answer.Headers.TransferEncodingChunked));
        Assert.Equal(Head, string.Join(',', records[0]) + "\r\n");
        Assert.Equal(ManyApiUsers.Count, records.Count(record => record[^1] == ManyApiUsers.Description));
        Assert.Equal(1 + ManyApiUsers.Count + 1, records.Count); // the head, and the one that asks
    }

    [Fact]
    public async Task A_long_CSV_begins_to_arrive_while_it_is_written()
    {
        var app = await hosts.WorkerAsync();
        await using var download = await Download.BeginAsync(app, await hosts.ReaderOfManyAsync(HostKind.Tests));

        Assert.Equal(Head, await download.ReadLineAsync());
        Assert.Equal(1, app.Host.InFlight(Function));
        await download.ReadToEndAsync();
        await Eventually.Async(() => Task.FromResult(app.Host.InFlight(Function) == 0), "the function ends");
    }

    [Fact]
    public async Task A_download_that_its_caller_aborts_ends_quietly()
    {
        var app = await hosts.WorkerAsync();
        var reader = await hosts.ReaderOfManyAsync(HostKind.Tests);
        var (failures, errors) = (app.Host.FailedInvocations.Count, ErrorsIn(app).Count);

        await using (var download = await Download.BeginAsync(app, reader))
        {
            Assert.Equal(Head, await download.ReadLineAsync());
            Assert.Equal(1, app.Host.InFlight(Function));
        }
        await Eventually.Async(() => Task.FromResult(app.Host.InFlight(Function) == 0), "the function ends");

        Assert.Empty(app.Host.FailedInvocations.Skip(failures));
        Assert.Empty(ErrorsIn(app).Skip(errors));
        (await app.As(reader).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    private static List<LogLine> ErrorsIn(WorkerApp app) => [.. app.Host.Log.Where(line => line.Level >= LogLevel.Warning)];
}
