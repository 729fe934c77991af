namespace ApiAccounts.Core.Usage.Spool;

/// <summary>Lets one commit run at a time: what is appended meanwhile goes together with the next.</summary>
/// <param name="commit">Writes all that it is given, and tells each of them how that ended.</param>
internal sealed class GroupCommit(Action<IReadOnlyList<SpoolAppend>> commit)
{
    private readonly Lock gate = new();
    private List<SpoolAppend> waiting = [];
    private bool isRunning;

    public void Add(SpoolAppend append)
    {
        lock (gate)
        {
            waiting.Add(append);
            if (isRunning) return;
            isRunning = true;
        }
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAll, CancellationToken.None);
    }

    private void RunAll()
    {
        while (Take() is { Count: > 0 } appends) commit(appends);
    }

    /// <summary>Ends the run with an empty one.</summary>
    private List<SpoolAppend> Take()
    {
        lock (gate)
        {
            var taken = waiting;
            waiting = [];
            isRunning = taken.Count > 0;
            return taken;
        }
    }
}
