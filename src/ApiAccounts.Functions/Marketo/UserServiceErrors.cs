using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Marketo;

/// <summary><c>{"errors":[{"code":"…","message":"…"}]}</c> with a status that says so: where an error becomes an answer of <c>/userservice</c>.</summary>
internal static class UserServiceErrors
{
    public static IResult Answer(Error error) => new ErrorResult<ErrorsResponse>(
        error, Statuses.Of(error.Kind), new([ErrorResponse.Of(error)]), MarketoJson.Default.ErrorsResponse, "application/json; charset=utf-8");
}

internal sealed record ErrorsResponse(IReadOnlyList<ErrorResponse> Errors);
