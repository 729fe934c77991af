using System.Runtime.InteropServices;

namespace ApiAccounts.Tools;

/// <summary>
/// Ctrl-C, SIGTERM, a closed terminal, or the end of standard input, which ties this program to the one that started it. The first asks for
/// an orderly stop; a second Ctrl-C asks to do without the order.
/// </summary>
public sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource first = new();
    private readonly CancellationTokenSource second = new();
    private readonly PosixSignalRegistration[] registrations;
    private int interrupts;

    /// <param name="tie">Standard input. Nothing is read from it but its end.</param>
    public StopRequest(Stream tie)
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, On))];

        // A thread of its own: a read of standard input cannot be cancelled, and must not keep the program from its end.
        new Thread(() => WaitForEnd(tie)) { IsBackground = true }.Start();
    }

    public CancellationToken Token => first.Token;

    public CancellationToken Again => second.Token;

    /// <remarks>The sources are left to the garbage collector: the thread that waits may outlive this.</remarks>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }

    private void WaitForEnd(Stream tie)
    {
        Span<byte> ignored = stackalloc byte[256];
        while (tie.Read(ignored) > 0)
        {
            // Somebody types.
        }
        first.Cancel();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGINT && Interlocked.Increment(ref interrupts) > 1) second.Cancel();
        first.Cancel();
    }
}
