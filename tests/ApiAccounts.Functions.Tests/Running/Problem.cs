namespace ApiAccounts.Functions.Tests.Running;

/// <summary>What every <c>application/problem+json</c> of the native routes holds, and nothing else.</summary>
public static class Problem
{
    public static void Is(Answer answer, HttpStatusCode status, string title, string code, string detail)
    {
        answer.Is(status);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal(["type", "title", "status", "detail", "code"], Answer.Names(answer.Json));
        Assert.Equal("about:blank", answer.Text("type"));
        Assert.Equal(title, answer.Text("title"));
        Assert.Equal((int)status, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal(code, answer.Text("code"));
        Assert.Equal(detail, answer.Text("detail"));
    }
}
