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
}
