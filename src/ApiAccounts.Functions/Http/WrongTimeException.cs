using System.Text.Json;

namespace ApiAccounts.Functions.Http;

/// <summary>A text in a JSON body is not a time with its zone. The serializer adds the path of the member.</summary>
internal sealed class WrongTimeException : JsonException
{
    /// <summary>What a value must be, for an error message after its name.</summary>
    public const string Rule = "must be a time with its zone, such as 2026-11-22T10:15:30Z or 2026-11-22T11:15:30+01:00";
}
