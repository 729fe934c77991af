using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiAccounts.Tools;

/// <summary>Options of a command. Each refuses a value in one sentence, which says what it was and what it may be.</summary>
public static partial class Options
{
    public static Option<string?> Text(string name) => new(name);

    public static Option<int?> Number(string name, int first, int last) => Parsed<int?>(name, text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last
            ? number
            : throw new FormatException($"{name} is a number from {first} to {last}, not '{text}'."));

    /// <summary>An address to sign in with: a colon in it could not be sent with Basic authentication.</summary>
    public static Option<string?> Email(string name) => Parsed(name, text =>
        Address.IsMatch(text) ? text : throw new FormatException($"{name} is an e-mail address, not '{text}'."));

    /// <param name="parse">Throws a <see cref="FormatException"/> with the sentence.</param>
    public static Option<T?> Parsed<T>(string name, Func<string, T?> parse) => new(name)
    {
        CustomParser = result =>
        {
            try
            {
                return parse(result.Tokens[0].Value);
            }
            catch (FormatException exception)
            {
                result.AddError(exception.Message);
                return default;
            }
        },
    };

    [GeneratedRegex(@"^[^@:\s]+@[^@:\s]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Address { get; }
}
