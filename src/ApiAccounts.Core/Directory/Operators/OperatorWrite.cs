using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>An operator to be written, with all that has to agree with it.</summary>
/// <param name="Written">As it will be, with the version it has to have still.</param>
public sealed record OperatorWrite(Versioned<Operator> Written, AuditEntry Audit)
{
    /// <summary>Whether it was pending: nobody can hold its row yet, so that no instance needs to hear of it.</summary>
    public bool IsCompletion { get; init; }

    /// <summary>With its number of administrators as it will be; null when that stays.</summary>
    public Versioned<Partner>? Partner { get; init; }

    /// <summary>Put in the outbox; null for none.</summary>
    public EncryptedMail? Mail { get; init; }

    /// <summary>The groups that it joins. They get a new version: whoever has found one empty before can no longer delete it.</summary>
    public IReadOnlyList<Versioned<Group>> Joined { get; init; } = [];

    /// <summary>The roles that it is given, likewise.</summary>
    public IReadOnlyList<Versioned<Role>> Given { get; init; } = [];
}
