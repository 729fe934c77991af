using System.Text.Json;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The members of an operator that mean nothing to us, and are kept as they were sent when they are of the right type.</summary>
internal static class OperatorFields
{
    private const string Specified = "Specified";

    /// <summary>By their names, which are read in any letter case and written like this.</summary>
    private static readonly Dictionary<string, Func<JsonElement, bool>> Kept = new(StringComparer.OrdinalIgnoreCase)
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

    /// <summary>Those with a meaning of their own, which may come with <c>…Specified</c> as well.</summary>
    private static readonly string[] Others = ["Password", "FullName", "Email", "IsAccountAdministrator", "AllowNativeLogin"];

    private static readonly Dictionary<string, string> Names =
        Kept.Keys.Concat(Others).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Which members are there and, by <c>…Specified</c>, not meant.</summary>
    /// <param name="members">All that are not read elsewhere.</param>
    public static Result<IReadOnlySet<string>> ReadNotMeant(IReadOnlyDictionary<string, JsonElement> members)
    {
        var notMeant = new HashSet<string>();
        foreach (var (member, value) in members)
        {
            if (!member.EndsWith(Specified, StringComparison.OrdinalIgnoreCase) || !Names.TryGetValue(member[..^Specified.Length], out var name)) continue;
            if (!IsBoolean(value)) return WrongType(name + Specified);
            if (!value.GetBoolean()) notMeant.Add(name);
        }
        return notMeant;
    }

    /// <summary>The members that are kept; all others are ignored, as the original does.</summary>
    /// <inheritdoc cref="ReadNotMeant"/>
    public static Result<Dictionary<string, JsonElement>> ReadKept(IReadOnlyDictionary<string, JsonElement> members)
    {
        var kept = new Dictionary<string, JsonElement>();
        foreach (var (member, value) in members)
        {
            if (!Kept.TryGetValue(member, out var isRight)) continue;
            if (value.ValueKind != JsonValueKind.Null && !isRight(value)) return WrongType(Names[member]);
            kept[Names[member]] = value;
        }
        return kept;
    }

    private static Error WrongType(string name) => name == "SetupMode"
        ? Error.Malformed("The value of $.SetupMode is neither Manual nor Invitation.", "$.SetupMode")
        : Error.Malformed($"The value of $.{name} is of the wrong type.", $"$.{name}");

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);

    private static bool IsText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        try
        {
            return value.GetString() is not null;
        }
        catch (InvalidOperationException) // no valid Unicode
        {
            return false;
        }
    }
}
