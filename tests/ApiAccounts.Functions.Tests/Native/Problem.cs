using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>What a problem (RFC 9457) says, beside its status.</summary>
internal sealed record Problem(string Code, string? Target, string Detail)
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
}
