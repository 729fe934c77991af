using System.Text.Json;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Http;

/// <summary>Values of a fixed set, as the native routes write them: types as everywhere, all others in camel case.</summary>
internal static class Choices
{
    public static string Text<T>(T value)
        where T : struct, Enum => value is ApiUserType ? value.ToString() : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <param name="what">What it should be, for the message.</param>
    /// <param name="target">What the request calls it.</param>
    /// <returns>Invalid, naming all that is allowed, for any other text.</returns>
    public static Result<T> Read<T>(string text, string what, string target)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Text(value) == text) return value;
        return Error.Invalid($"There is no such {what}; it may be {string.Join(", ", Enum.GetValues<T>().Select(Text))}.", target);
    }
}
