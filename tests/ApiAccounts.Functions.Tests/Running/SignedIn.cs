namespace ApiAccounts.Functions.Tests.Running;

/// <summary>The tokens that an operator was given.</summary>
public sealed record SignedIn(string AccessToken, string RefreshToken)
{
    public static SignedIn Of(Answer answer) => new(answer.Text("access_token"), answer.Text("refresh_token"));
}
