namespace ApiAccounts.Bench;

/// <summary>What is asked for on the command line: <c>[name…] [--quick] [--results FOLDER]</c>.</summary>
internal sealed record Choice(IReadOnlyList<Bench> Benches, bool IsQuick, string Results)
{
    /// <exception cref="BenchFailure">It asks for what there is not.</exception>
    public static Choice Parse(string[] args, string results)
    {
        var benches = new List<Bench>();
        var isQuick = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick") isQuick = true;
            else if (args[i] == "--results") results = ++i < args.Length ? args[i] : throw Wrong("--results needs a folder.");
            else if (args[i].StartsWith('-')) throw Wrong($"'{args[i]}' is not an option of bench.");
            else benches.Add(Bench.All.FirstOrDefault(bench => bench.Name == args[i])
                ?? throw Wrong($"There is no bench '{args[i]}': it is {string.Join(", ", Bench.All.Select(bench => bench.Name))}."));
        }
        return new(benches.Count == 0 ? Bench.All : benches, isQuick, results);
    }

    private static BenchFailure Wrong(string sentence) => new($"{sentence} See: dotnet run dev.cs -- bench help", exitCode: 2);
}
