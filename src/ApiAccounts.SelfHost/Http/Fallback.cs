namespace ApiAccounts.SelfHost.Http;

/// <summary>The function that handles all requests without another function.</summary>
/// <param name="parameter">The catch-all parameter of its route.</param>
internal sealed class Fallback(RequestDelegate answer, string parameter)
{
    public Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value is ['/', .. { Length: > 0 } path]) context.Request.RouteValues[parameter] = path;
        return answer(context);
    }
}
