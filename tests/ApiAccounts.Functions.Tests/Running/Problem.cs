namespace ApiAccounts.Functions.Tests.Running;

/// <summary>What a problem (RFC 9457) of the native routes says, beside its status.</summary>
public sealed record Problem(string Code, string? Target, string Detail)
{
    /// <summary>Checks the form of a problem, which is the same for all.</summary>
    public static Problem Of(Answer answer, HttpStatusCode status)
    {
        answer.Is(status);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        string[] names = ["type", "title", "status", "detail", "code"];
        var hasTarget = answer.Json.TryGetProperty("target", out var target);
        Assert.Equal(hasTarget ? [.. names, "target"] : names, Answer.Names(answer.Json));
        Assert.Equal(("about:blank", (int)status), (answer.Text("type"), answer.Json.GetProperty("status").GetInt32()));
        return new(answer.Text("code"), hasTarget ? target.GetString() : null, answer.Text("detail"));
    }

    /// <summary>Checks all of a problem that is about nothing in the request.</summary>
    public static void Is(Answer answer, HttpStatusCode status, string title, string code, string detail)
    {
        Assert.Equal(new Problem(code, null, detail), Of(answer, status));
        Assert.Equal(title, answer.Text("title"));
    }
}
