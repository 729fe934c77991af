namespace ApiAccounts.Core.Usage.Spool;

/// <summary>Runs one commit at a time. Messages appended meanwhile are written together by the next one.</summary>
/// <param name="commit">Writes all appends and completes each of them.</param>
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

    /// <summary>Returns an empty list to end the run.</summary>
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
