using System.Text.Json;
using ApiAccounts.Core.Credentials.ApiUsers;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The names of enumeration values in the native routes: Pascal case for the type of an API user, camel case for all others.
/// </summary>
internal static class Choices
{
    public static string Text<T>(T value)
        where T : struct, Enum => value is ApiUserType ? value.ToString() : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <param name="what">The term for the value, for the error message.</param>
    /// <param name="target">The name of the value in the request.</param>
    /// <returns>Invalid, with all allowed values, for any other text.</returns>
    public static Result<T> Read<T>(string text, string what, string target)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Text(value) == text) return value;
        return Error.Invalid($"The {what} must be one of {string.Join(", ", Enum.GetValues<T>().Select(Text))}.", target);
    }
}
