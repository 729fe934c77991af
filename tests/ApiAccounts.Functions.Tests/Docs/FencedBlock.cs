namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Info">What follows the opening fence: the language, and <c>no-test</c> on commands that cannot run in a test.</param>
internal sealed record FencedBlock(string Info, string Text)
{
    public string Language => Info.Split(' ')[0];

    /// <summary>Whether a test runs it.</summary>
    public bool IsRun => Info == "bash";

    /// <summary>Its lines that are neither blank nor a comment, each with the lines that continue it.</summary>
    public IEnumerable<string> Commands => Text.Replace("\\\n", "", StringComparison.Ordinal)
        .Split('\n').Where(line => line.Trim() is [not '#', ..]);
}
