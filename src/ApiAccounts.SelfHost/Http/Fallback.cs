namespace ApiAccounts.SelfHost.Http;

/// <summary>The function that takes what no other does.</summary>
/// <param name="parameter">The parameter of its route, which takes the whole path.</param>
internal sealed class Fallback(RequestDelegate answer, string parameter)
{
    public Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value is ['/', .. { Length: > 0 } path]) context.Request.RouteValues[parameter] = path;
        return answer(context);
    }
}
