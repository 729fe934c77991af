using System.Text;
using ApiAccounts.Core;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiAccounts.Functions.OAuth;

/// <summary>The parameters of a request, form-encoded in its body (RFC 6749, appendix B). One without a value counts as absent, one sent twice is an error.</summary>
internal sealed class OAuthForm
{
    private const string ContentType = "application/x-www-form-urlencoded";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, StringValues> parameters;

    private OAuthForm(Dictionary<string, StringValues> parameters) => this.parameters = parameters;

    public static async Task<Result<OAuthForm>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
            return OAuthErrors.InvalidRequest($"The Content-Type has to be {ContentType}.");
        if (!(await RequestBody.ReadAsync(request, cancellationToken)).TryGet(out var body, out var tooLarge)) return tooLarge;
        try
        {
            using var reader = new FormReader(Strict.GetString(body.Span));
            var parameters = reader.ReadForm();
            var repeated = parameters.FirstOrDefault(parameter => parameter.Value.Count > 1).Key;
            return repeated is null ? new OAuthForm(parameters) : OAuthErrors.InvalidRequest("A parameter is there more than once.");
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidDataException)
        {
            return OAuthErrors.InvalidRequest("The body cannot be read as a form in UTF-8.");
        }
    }

    /// <returns>Null where it is absent.</returns>
    public string? Find(string name) => parameters.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

    public Result<string> Require(string name) => Find(name) is { } value ? value : OAuthErrors.InvalidRequest($"The parameter {name} is missing.");
}
