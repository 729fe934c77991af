using ApiAccounts.Worker.Tests.Running;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Worker.Tests.Functions;

/// <summary>A list of 7 MB, from the worker through the host to a slow caller.</summary>
[Collection(SharedHosts.Name)]
public sealed class DownloadTests(Hosts hosts)
{
    private const string Head = "operator,userName,type,createdAt,lastUsed,requestsLast30Days,description\r\n";

    [Fact]
    public async Task A_CSV_begins_to_arrive_while_it_is_written_and_arrives_whole()
    {
        var app = await hosts.WorkerAsync();
        await using var download = await Download.BeginAsync(app, await ManyApiUsers.OfNewPartnerAsync(app));

        var first = await download.ReadLineAsync();
        var inFlight = app.Host.InvocationsInFlight;
        var records = CsvRecords.Of(first + await download.ReadToEndAsync());

        Assert.Equal((HttpStatusCode.OK, true), (download.Answer.StatusCode, download.Answer.Headers.TransferEncodingChunked));
        Assert.Equal((Head, 1), (first, inFlight));
        Assert.Equal(1 + ManyApiUsers.Count + 1, records.Count); // the head, and the one that asks
        Assert.Equal(new string('✓', 255), records[^2][^1]);
    }

    [Fact]
    public async Task A_download_that_its_caller_aborts_ends_quietly()
    {
        var app = await hosts.WorkerAsync();
        var reader = await ManyApiUsers.OfNewPartnerAsync(app);
        var (failures, errors) = (app.Host.FailedInvocations.Count, ErrorsIn(app).Count);

        await using (var download = await Download.BeginAsync(app, reader))
        {
            Assert.Equal(Head, await download.ReadLineAsync());
            Assert.Equal(1, app.Host.InvocationsInFlight);
        }
        await Eventually.Async(() => Task.FromResult(app.Host.InvocationsInFlight == 0), "the function ends");

        Assert.Empty(app.Host.FailedInvocations.Skip(failures));
        Assert.Empty(ErrorsIn(app).Skip(errors));
        (await app.As(reader).GetAsync("/verify")).Is(HttpStatusCode.NoContent);
    }

    private static List<LogLine> ErrorsIn(WorkerApp app) => [.. app.Host.Log.Where(line => line.Level >= LogLevel.Warning)];
}
