namespace ApiAccounts.Tools;

/// <summary>What went wrong, in one sentence for the person at the keyboard.</summary>
public sealed class ToolException(string sentence, int exitCode = 1) : Exception(sentence)
{
    public int ExitCode => exitCode;

    /// <summary>A wrong command or option: exit code 2.</summary>
    public static ToolException OfArguments(string sentence) => new($"{sentence} See: dotnet run dev.cs -- help", exitCode: 2);
}
