using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Keeps the mails that it is to send, and can fail to.</summary>
internal sealed class FakeMailSender : IMailSender
{
    public List<ComposedMail> Sent { get; } = [];

    /// <summary>What comes of the next ones; null for success.</summary>
    public Func<Result<Unit>>? Outcome { get; set; }

    public Task<Result<Unit>> SendAsync(ComposedMail mail, CancellationToken cancellationToken)
    {
        var outcome = Outcome?.Invoke() ?? new Unit();
        if (outcome.Error is null) Sent.Add(mail);
        return Task.FromResult(outcome);
    }
}
