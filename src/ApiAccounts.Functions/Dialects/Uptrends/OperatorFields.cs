using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The members of an operator that this app does not interpret. It checks their types and stores their values unchanged.</summary>
internal static class OperatorFields
{
    private const string Specified = "Specified";

    /// <summary>Type checks by name. Reading ignores the case of names; writing uses these names.</summary>
    private static readonly Dictionary<string, Func<JsonElement, bool>> Stored = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MobilePhone"] = IsText,
        ["OutgoingPhoneNumberId"] = IsNumber,
        ["BackupEmail"] = IsText,
        ["IsOnDuty"] = IsBoolean,
        ["CultureName"] = IsText,
        ["TimeZoneId"] = IsNumber,
        ["SmsProvider"] = IsText,
        ["UseNumericSender"] = IsBoolean,
        ["AllowSingleSignon"] = IsBoolean,
        ["DefaultDashboard"] = IsText,
        ["SetupMode"] = value => IsText(value) && value.GetString() is "Manual" or "Invitation",
        ["OperatorRole"] = IsText,
    };

    /// <summary>The members that this app interprets, which may also have a <c>…Specified</c> member.</summary>
    private static readonly string[] Others = ["Password", "FullName", "Email", "IsAccountAdministrator", "AllowNativeLogin"];

    private static readonly Dictionary<string, string> Names =
        Stored.Keys.Concat(Others).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the names of the members whose <c>…Specified</c> is false: their values are to be ignored.</summary>
    /// <param name="members">All members that are not read elsewhere.</param>
    public static Result<IReadOnlySet<string>> ReadUnspecified(IReadOnlyDictionary<string, JsonElement> members)
    {
        var unspecified = new HashSet<string>();
        foreach (var (member, value) in members)
        {
            if (!member.EndsWith(Specified, StringComparison.OrdinalIgnoreCase)) continue;
            if (!Names.TryGetValue(member[..^Specified.Length], out var name)) continue;
            if (value.ValueKind != JsonValueKind.Null && !IsBoolean(value)) return WrongType(name + Specified);
            if (value.ValueKind != JsonValueKind.True) unspecified.Add(name);
        }
        return unspecified;
    }

    /// <summary>
    /// Reads the members to store; all others are ignored, as in the original. An empty string unsets a member, whatever its type.
    /// </summary>
    /// <inheritdoc cref="ReadUnspecified"/>
    public static Result<Dictionary<string, JsonElement>> ReadStored(IReadOnlyDictionary<string, JsonElement> members)
    {
        var stored = new Dictionary<string, JsonElement>();
        foreach (var (member, value) in members)
        {
            if (!Stored.TryGetValue(member, out var hasRightType)) continue;
            var hasValue = value.ValueKind != JsonValueKind.Null && !UptrendsFields.IsUnset(value);
            if (hasValue && !hasRightType(value)) return WrongType(Names[member]);
            stored[Names[member]] = IsNumber(value) ? WholeNumber(value) : value;
        }
        return stored;
    }

    private static Error WrongType(string name) => name == "SetupMode"
        ? Error.Malformed("The value of $.SetupMode must be Manual or Invitation.", "$.SetupMode")
        : Error.Malformed($"The value of $.{name} is of the wrong type.", $"$.{name}");

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>Whether it is a whole number, also in a form such as <c>1.0</c>.</summary>
    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var number) && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue;

    /// <summary>Returns the number without a fraction, because clients read it back as an integer.</summary>
    private static JsonElement WholeNumber(JsonElement value) =>
        JsonElement.Parse(((long)value.GetDecimal()).ToString(CultureInfo.InvariantCulture));

    private static bool IsText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        try
        {
            return value.GetString() is not null;
        }
        catch (InvalidOperationException) // not valid Unicode
        {
            return false;
        }
    }
}
