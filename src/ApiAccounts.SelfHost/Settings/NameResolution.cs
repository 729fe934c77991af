using System.Text.RegularExpressions;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>Replaces <c>%name%</c> in the values of attributes with the setting of that name.</summary>
internal static partial class NameResolution
{
    /// <exception cref="StartException">A setting is missing.</exception>
    public static string Resolve(this IConfiguration configuration, string text, string function) =>
        Placeholder().Replace(text, match => configuration[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new StartException($"Function {function}: '{text}' needs the setting {match.Groups[1].Value}, which is missing."));

    [GeneratedRegex("%([^%]+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
