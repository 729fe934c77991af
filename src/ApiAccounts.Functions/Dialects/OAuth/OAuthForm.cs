using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>
/// The parameters of a request, form-encoded in its body (RFC 6749, appendix B) or in its query. A parameter without a value counts as
/// absent; a repeated parameter is an error.
/// </summary>
internal sealed class OAuthForm
{
    private const string ContentType = "application/x-www-form-urlencoded";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, StringValues> parameters;

    private OAuthForm(Dictionary<string, StringValues> parameters) => this.parameters = parameters;

    public static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase);

    public static Result<OAuthForm> OfQuery(HttpRequest request) => Of(request.Query.ToDictionary());

    public static async Task<Result<OAuthForm>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsForm(request))
            return OAuthErrors.InvalidRequest($"The Content-Type must be {ContentType}.");
        if (!(await RequestBody.ReadAsync(request, cancellationToken)).TryGet(out var body, out var tooLarge)) return tooLarge;
        try
        {
            using var reader = new FormReader(Strict.GetString(body.Span));
            return Of(reader.ReadForm());
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidDataException)
        {
            return OAuthErrors.InvalidRequest("The body is not a form in UTF-8.");
        }
    }

    private static Result<OAuthForm> Of(Dictionary<string, StringValues> parameters) => parameters.Values.Any(values => values.Count > 1)
        ? OAuthErrors.InvalidRequest("A parameter occurs more than once.")
        : new OAuthForm(parameters);

    /// <returns>Null if the parameter is absent.</returns>
    public string? Find(string name) => parameters.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

    public Result<string> Require(string name) =>
        Find(name) is { } value ? value : OAuthErrors.InvalidRequest($"The parameter {name} is missing.");
}
