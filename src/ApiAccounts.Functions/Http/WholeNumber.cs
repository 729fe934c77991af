using System.Globalization;

namespace ApiAccounts.Functions.Http;

/// <summary>Reads the numbers in paths and queries.</summary>
internal static class WholeNumber
{
    /// <param name="target">The name of the number in the request.</param>
    public static Result<uint> Read(string? text, string target) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : Error.Malformed($"'{target}' must be a whole number from 1 to {uint.MaxValue}.", target);
}
