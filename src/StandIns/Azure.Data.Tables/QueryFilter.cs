using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>Turns an interpolated string into an OData filter whose values are quoted and escaped.</summary>
internal static class QueryFilter
{
    /// <exception cref="ArgumentException">A value has no OData literal.</exception>
    public static string Create(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, Array.ConvertAll(filter.GetArguments(), Literal));

    private static object Literal(object? value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        char letter => Quoted(letter.ToString()),
        StringBuilder text => Quoted(text.ToString()),
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "L",
        sbyte or byte or short or ushort or int or uint or float or double or decimal =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Guid id => $"guid'{id}'",
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData bytes => $"X'{Convert.ToHexString(bytes.ToMemory().Span)}'",
        _ => throw new ArgumentException($"A {value.GetType()} has no literal in an OData filter."),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // As short as it can be without losing a digit of the fraction, which is how XML writes a time.
    private static string Time(DateTime utc) => $"datetime'{utc.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)}'";
}
