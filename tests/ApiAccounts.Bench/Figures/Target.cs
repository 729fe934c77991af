using System.Text.Json.Serialization;

namespace ApiAccounts.Bench.Figures;

[JsonConverter(typeof(JsonStringEnumConverter<Bound>))]
internal enum Bound
{
    AtLeast,
    AtMost,
    Below,
}

/// <summary>A goal and what came of it. A goal that is missed fails nothing: it is printed.</summary>
/// <param name="Value">Null when it could not be had.</param>
/// <param name="ComparedTo">What the value was made of, for whoever reads the line.</param>
internal sealed record Target(string Name, Bound Bound, double Limit, string Unit, double? Value, string ComparedTo)
{
    public bool IsMet => Value is { } value && Bound switch
    {
        Bound.AtLeast => value >= Limit,
        Bound.AtMost => value <= Limit,
        _ => value < Limit,
    };

    [JsonIgnore]
    public string Sign => Bound switch
    {
        Bound.AtLeast => "≥",
        Bound.AtMost => "≤",
        _ => "<",
    };
}
