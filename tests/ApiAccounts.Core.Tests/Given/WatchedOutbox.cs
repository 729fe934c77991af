using System.Text;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>An outbox whose messages a test works off, and behind which the process can die or the queue fail.</summary>
internal sealed class WatchedOutbox(IOutbox inner) : IOutbox
{
    private readonly Lock gate = new();
    private readonly List<(string Message, DateTimeOffset VisibleFrom)> messages = [];

    /// <summary>What happens, once, to the message after so many more of them; null for nothing.</summary>
    public (int After, Exception Exception)? Fails { get; set; }

    /// <summary>When a message is sent; the clock of the test.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => Known.Now;

    /// <summary>All that were ever sent, with how long they stay hidden.</summary>
    public List<(string Message, TimeSpan Delay)> Sent { get; } = [];

    public List<AuditEntry> Audit { get; } = [];

    /// <summary>How many mails were taken out.</summary>
    public int Removed { get; private set; }

    public Task<Stored<SealedMail>?> FindAsync(WaitingMail waiting, CancellationToken cancellationToken) => inner.FindAsync(waiting, cancellationToken);

    public Task RemoveAsync(Stored<SealedMail> mail, AuditEntry? audit, CancellationToken cancellationToken)
    {
        Removed++;
        if (audit is not null) Audit.Add(audit);
        return inner.RemoveAsync(mail, audit, cancellationToken);
    }

    public Task AnnounceAsync(WaitingMail waiting, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Fails is { } fails)
            {
                Fails = fails.After == 0 ? null : fails with { After = fails.After - 1 };
                if (fails.After == 0) return Task.FromException(fails.Exception);
            }
            var message = Encoding.UTF8.GetString(OutgoingMailMessage.Write(waiting));
            messages.Add((message, Now() + delay));
            Sent.Add((message, delay));
        }
        return Task.CompletedTask;
    }

    /// <summary>The messages that show themselves by a time; each only once.</summary>
    public IReadOnlyList<string> TakeVisible(DateTimeOffset time)
    {
        lock (gate)
        {
            var visible = messages.Where(message => message.VisibleFrom <= time).ToList();
            foreach (var message in visible) messages.Remove(message);
            return [.. visible.Select(message => message.Message)];
        }
    }
}
