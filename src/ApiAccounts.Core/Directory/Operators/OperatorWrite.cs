using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>An operator to write, with everything that must be consistent with it.</summary>
/// <param name="Written">The new value, with the version that must still be current.</param>
public sealed record OperatorWrite(Versioned<Operator> Written, AuditEntry Audit)
{
    /// <summary>With the new number of administrators; null if it does not change.</summary>
    public Versioned<Partner>? Partner { get; init; }

    /// <summary>The mail to add to the outbox; null for none.</summary>
    public EncryptedMail? Mail { get; init; }

    /// <summary>Another mail, to the operator's previous e-mail address; null for none.</summary>
    public EncryptedMail? Notice { get; init; }

    /// <summary>The reservations of its new user name; empty if the user name does not change.</summary>
    public IReadOnlyList<NameReservation> Names { get; init; } = [];

    /// <summary>The groups it joins. They get a new version, so that nobody who found a group empty before can delete it.</summary>
    public IReadOnlyList<Versioned<Group>> Joined { get; init; } = [];

    /// <summary>The roles it is assigned. They get a new version for the same reason.</summary>
    public IReadOnlyList<Versioned<Role>> Given { get; init; } = [];
}
