using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ApiAccounts.Functions.Http;

/// <summary>An error response: a status, a JSON body, and the headers for the kind of error.</summary>
internal sealed class ErrorResult<T>(Error error, int status, T body, JsonTypeInfo<T> type, string contentType) : IResult
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = Challenge.For(httpContext.Request, error);
        if (error.Kind is ErrorKind.TooManyRequests or ErrorKind.Unavailable)
        {
            var retryAfter = error.RetryAfter ?? DefaultRetryAfter;
            response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await JsonSerializer.SerializeAsync(response.Body, body, type, httpContext.RequestAborted);
    }
}
