using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiAccounts.Bench.Figures;

/// <summary>What a bench found: figures, targets, and what has to be known to read them.</summary>
internal sealed class Report(string name, Machine machine, bool isQuick)
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private readonly List<Figure> figures = [];
    private readonly List<Target> targets = [];
    private readonly List<string> notes = [];

    public string Name => name;

    public IReadOnlyList<Figure> Figures => figures;

    public IReadOnlyList<Target> Targets => targets;

    public Figure Add(string subject, string measure, string unit, params IReadOnlyList<double> values)
    {
        var figure = new Figure(subject, measure, unit, values);
        figures.Add(figure);
        return figure;
    }

    /// <summary>Round by round, beside the figure itself.</summary>
    public void AddRatio(Figure figure, Figure comparedTo) =>
        Add(figure.Subject, $"÷ {comparedTo.Subject}", "", [.. figure.Values.Zip(comparedTo.Values, (value, other) => value / other)]);

    public void Add(Target target) => targets.Add(target);

    public void Note(string sentence) => notes.Add(sentence);

    /// <summary>A target that is the ratio of two figures.</summary>
    public void Compare(string target, Bound bound, double limit, Figure figure, Figure comparedTo) => Add(new(
        target, bound, limit, "", Statistics.Ratio(figure.Values, comparedTo.Values),
        $"{Text(figure.Median)} ÷ {WithUnit(comparedTo.Median, figure.Unit)}"));

    public void Print(TextWriter to)
    {
        to.WriteLine($"{name} on {machine}");
        if (isQuick) to.WriteLine("A quick run: it shows that the bench works, its figures mean nothing.");
        foreach (var note in notes) to.WriteLine(note);
        to.WriteLine();
        string[][] rows = [["", "", "median", "lowest", "highest", "runs"], .. Rows()];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            to.WriteLine(string.Join("  ", cells).TrimEnd());
        }
        to.WriteLine();
        foreach (var target in targets) to.WriteLine(Line(target));
        to.WriteLine();
    }

    public string ToJson() =>
        JsonSerializer.Serialize(new { Name, IsQuick = isQuick, Machine = machine, Notes = notes, Figures, Targets }, Layout);

    private static string Line(Target target)
    {
        var value = target.Value is { } number ? WithUnit(number, target.Unit) : "not measured";
        var limit = WithUnit(target.Limit, target.Unit);
        return $"target  {target.Name} {target.Sign} {limit}: {value} ({target.ComparedTo}) {(target.IsMet ? "met" : "missed")}";
    }

    private static string WithUnit(double number, string unit) => unit.Length > 0 ? $"{Text(number)} {unit}" : Text(number);

    /// <summary>The subject only where it is another than in the row above.</summary>
    private IEnumerable<string[]> Rows()
    {
        var subject = "";
        foreach (var figure in figures)
        {
            var measure = figure.Unit.Length > 0 ? $"{figure.Measure}, {figure.Unit}" : figure.Measure;
            yield return
            [
                figure.Subject == subject ? "" : figure.Subject, measure,
                Text(figure.Median), Text(figure.Values.Min()), Text(figure.Values.Max()),
                figure.Values.Count.ToString(CultureInfo.InvariantCulture),
            ];
            subject = figure.Subject;
        }
    }

    /// <summary>Three digits or more.</summary>
    private static string Text(double number) => Math.Abs(number) switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        _ => number.ToString("0.0##", CultureInfo.InvariantCulture),
    };
}
