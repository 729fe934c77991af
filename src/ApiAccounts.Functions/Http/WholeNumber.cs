using System.Globalization;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Http;

/// <summary>Reads numbers as they stand in paths and queries.</summary>
internal static class WholeNumber
{
    /// <param name="target">What the request calls it.</param>
    public static Result<uint> Read(string? text, string target) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : Error.Malformed($"The {target} may be a whole number from 1 to {uint.MaxValue}.", target);
}
