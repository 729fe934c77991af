using System.Text.Json;

namespace ApiAccounts.Tools.Demo.Wire;

/// <param name="Request">Its method and path.</param>
internal sealed record Answer(string Request, int Status, string Body)
{
    /// <exception cref="ToolException">The body is not JSON.</exception>
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonElement.Parse(Body);
            }
            catch (JsonException)
            {
                throw new ToolException($"{Request} answered something that is not JSON: {Body}");
            }
        }
    }

    /// <exception cref="ToolException">It has another status.</exception>
    public Answer MustBe(int status) =>
        Status == status ? this : throw new ToolException($"{Request} answered {Status} instead of {status}. {Body}".TrimEnd());

    /// <summary>Whether <c>/verify</c> admitted the caller: <c>Verification__SuccessStatus</c> says by which status.</summary>
    public bool IsVerified => Status is 200 or 204;

    /// <exception cref="ToolException"><c>/verify</c> did not admit the caller.</exception>
    public Answer MustBeVerified() =>
        IsVerified ? this : throw new ToolException($"{Request} answered {Status} instead of 200 or 204. {Body}".TrimEnd());
}
