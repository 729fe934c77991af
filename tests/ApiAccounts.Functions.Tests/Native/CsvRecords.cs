using System.Text;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Reads CSV strictly by RFC 4180, independently of what writes it.</summary>
internal static class CsvRecords
{
    public static IReadOnlyList<string[]> Of(string csv)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var at = 0;
        while (at < csv.Length)
        {
            fields.Add(csv[at] == '"' ? Quoted(csv, ref at) : Bare(csv, ref at));
            if (csv[at] == ',')
            {
                at++;
                continue;
            }
            Assert.Equal("\r\n", csv.Substring(at, 2));
            at += 2;
            records.Add([.. fields]);
            fields.Clear();
        }
        Assert.Empty(fields);
        return records;
    }

    private static string Bare(string csv, ref int at)
    {
        var end = csv.AsSpan(at).IndexOfAny(",\r\n\"") + at;
        var field = csv[at..end];
        at = end;
        return field;
    }

    private static string Quoted(string csv, ref int at)
    {
        var field = new StringBuilder();
        for (at++; ; at++)
        {
            if (csv[at] == '"' && csv[++at] != '"') return field.ToString();
            field.Append(csv[at]);
        }
    }
}
