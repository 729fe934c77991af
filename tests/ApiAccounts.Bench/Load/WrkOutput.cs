using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiAccounts.Bench.Load;

/// <summary>What <c>wrk --latency</c> prints at its end.</summary>
/// <param name="Failures">Requests that were answered something else than 2xx or 3xx, or not at all.</param>
internal sealed partial record WrkOutput(long Requests, double RequestsPerSecond, TimeSpan P50, TimeSpan P99, long Failures)
{
    /// <exception cref="FormatException">It is not that.</exception>
    public static WrkOutput Parse(string output) => new(
        long.Parse(One(Total, output), CultureInfo.InvariantCulture),
        double.Parse(One(Rate, output), CultureInfo.InvariantCulture),
        Time(Latency50, output),
        Time(Latency99, output),
        OtherAnswers.Matches(output).Concat(SocketErrors.Matches(output))
            .Sum(match => match.Groups.Values.Skip(1).Sum(number => long.Parse(number.Value, CultureInfo.InvariantCulture))));

    private static string One(Regex regex, string output) =>
        regex.Match(output) is { Success: true } match
            ? match.Groups[1].Value
            : throw new FormatException($"Not the output of wrk:\n{output}");

    private static TimeSpan Time(Regex regex, string output)
    {
        var text = One(regex, output);
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var number = double.Parse(text[..^unit.Length], CultureInfo.InvariantCulture);
        return unit switch
        {
            "us" => TimeSpan.FromMicroseconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => throw new FormatException($"wrk knows no unit '{unit}'."),
        };
    }

    [GeneratedRegex(@"^\s*(\d+) requests in ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Total { get; }

    [GeneratedRegex(@"^Requests/sec:\s+([\d.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Rate { get; }

    [GeneratedRegex(@"^\s+50%\s+([\d.]+[a-z]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Latency50 { get; }

    [GeneratedRegex(@"^\s+99%\s+([\d.]+[a-z]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Latency99 { get; }

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex OtherAnswers { get; }

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex SocketErrors { get; }
}
