using ApiAccounts.Core.Overview;
using CsvHelper;

namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary>
/// The overview as CSV (RFC 4180) in UTF-8 with a header row, streamed to the response. Texts that a spreadsheet would run as a formula are
/// disarmed (<see cref="SpreadsheetText"/>) and quoted.
/// </summary>
/// <param name="hasByteOrderMark">Whether it begins with one, without which some spreadsheets do not read it as UTF-8.</param>
internal sealed class OverviewCsv(OverviewOfApiUsers overview, bool hasByteOrderMark) : IResult
{
    private static readonly OverviewColumn[] Columns = Enum.GetValues<OverviewColumn>();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = "attachment; filename=\"api-users.csv\"";
        await using var csv = CsvWriter.Create(
            response.Body, new() { WriteByteOrderMark = hasByteOrderMark }, leaveOpen: true);
        await csv.WriteRecordAsync([.. Columns.Select(Choices.Text)], httpContext.RequestAborted);
        foreach (var row in overview.Rows)
        {
            foreach (var column in Columns) Write(csv, row.Text(column));
            await csv.EndRecordAsync(httpContext.RequestAborted);
        }
    }

    private static void Write(CsvWriter csv, string text)
    {
        var disarmed = SpreadsheetText.Disarm(text);
        csv.WriteField(disarmed, ReferenceEquals(disarmed, text) ? CsvQuoting.WhenNeeded : CsvQuoting.Always);
    }
}
