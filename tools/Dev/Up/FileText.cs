namespace ApiAccounts.Tools.Dev.Up;

/// <summary>Looks for a text in a file that may be larger than memory.</summary>
internal static class FileText
{
    private const int AtOnce = 1 << 20;

    /// <param name="text">Of at most 1,048,576 characters.</param>
    public static bool Contains(string file, string text)
    {
        using var reader = new StreamReader(file);
        var buffer = new char[AtOnce + text.Length];
        var kept = 0;
        while (reader.Read(buffer, kept, AtOnce) is var read and > 0)
        {
            var known = buffer.AsSpan(0, kept + read);
            if (known.Contains(text, StringComparison.Ordinal)) return true;
            kept = Math.Min(text.Length - 1, known.Length); // it may begin at the end of what was read
            known[^kept..].CopyTo(buffer);
        }
        return false;
    }
}
