using System.Net;
using System.Net.Sockets;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.ForgottenPasswords;

/// <summary>
/// Has a link mailed by which somebody who forgot a password chooses another. It does the same for every user name and reads nothing about
/// it, so that neither the answer nor its time tells which names exist: a message on a queue does the rest.
/// </summary>
public sealed class RequestPasswordLink(
    MailTallies tallies, IOutbox outbox, EnqueueMail enqueue, MailedPages pages, IOptions<MailOptions> options)
{
    private const int PerNameAndHour = 3;
    private const int PerNameAndDay = 20;
    private const int HoursOfDay = 5; // in which a caller may use up what it has for an hour

    /// <summary>Names, and callers, share this many tallies each, however many are made up.</summary>
    private const int TallyDigits = 4;

    private const int BytesOfNetwork = 8;

    private static readonly Error NoPage = new(
        ErrorKind.Unavailable,
        "reset_password_page_not_set_up",
        "This request mails a link, but no page for it is configured (Pages__ResetPassword).");

    private static readonly Error TooMany = new(
        ErrorKind.TooManyRequests,
        "too_many_forgotten_passwords",
        "Too many links were requested for this user name or from this address. Try again later.");

    /// <param name="address">The caller's network address.</param>
    public async Task<Result<Unit>> ExecuteAsync(string userName, string? address, CancellationToken cancellationToken)
    {
        if (!enqueue.IsSetUp) return EnqueueMail.NotSetUp;
        if (pages.ResetPassword is null) return NoPage;
        if (LoginName.Normalise(userName) is not { Length: > 0 } normalised)
            return Error.Invalid($"The user name must be 1 to {LoginName.MaxLength} characters of valid Unicode text.", "userName");

        var loginKey = LoginName.KeyOf(normalised);
        var byName = await tallies.CountAsync(
            KeyOf("forgotten name", loginKey), PerNameAndHour, PerNameAndDay, cancellationToken);
        var perHour = options.Value.MaxLinksPerCaller;
        var byCaller = await tallies.CountAsync(
            KeyOf("forgotten from", LoginName.KeyOf(NetworkOf(address))), perHour, perHour * HoursOfDay, cancellationToken);
        if ((byName.Wait > byCaller.Wait || byCaller.Wait is null ? byName.Wait : byCaller.Wait) is { } wait)
            return TooMany with { RetryAfter = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds))) };

        await outbox.EnqueueAsync(ForgottenPasswordMessage.Write(new(loginKey, address)), cancellationToken);
        return new Unit();
    }

    private static string KeyOf(string what, string hash) => MailTallies.KeyOf(what, hash[..TallyDigits]);

    /// <summary>Returns an IPv4 address, or the /64 network of an IPv6 address, which belongs to one caller as a rule.</summary>
    private static string NetworkOf(string? address) =>
        IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, BytesOfNetwork))
            : address ?? "unknown";
}
