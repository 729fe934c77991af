using ApiAccounts.Core.Overview;
using CsvHelper;

namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary>
/// The overview as CSV (RFC 4180) in UTF-8 with a header row, streamed to the response. An apostrophe precedes a text that a spreadsheet
/// would run as a formula.
/// </summary>
internal sealed class OverviewCsv(OverviewOfApiUsers overview) : IResult
{
    private static readonly OverviewColumn[] Columns = Enum.GetValues<OverviewColumn>();

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = "attachment; filename=\"api-users.csv\"";
        await using var csv = CsvWriter.Create(response.Body, Options, leaveOpen: true);
        await csv.WriteRecordAsync([.. Columns.Select(Choices.Text)], httpContext.RequestAborted);
        foreach (var row in overview.Rows) await csv.WriteRecordAsync([.. Columns.Select(row.Text)], httpContext.RequestAborted);
    }
}
