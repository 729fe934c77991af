namespace ApiAccounts.Bench;

/// <summary>Why there are no figures, in one sentence for the person at the keyboard.</summary>
/// <param name="exitCode">2 when something has to be given or installed, 1 when what was measured was not right.</param>
internal sealed class BenchFailure(string sentence, int exitCode = 1) : Exception(sentence)
{
    public int ExitCode => exitCode;
}
