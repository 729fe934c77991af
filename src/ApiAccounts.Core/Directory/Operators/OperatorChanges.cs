using System.Collections.Immutable;
using System.Text.Json;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Changes of an operator. A null property changes nothing.</summary>
public sealed record OperatorChanges
{
    /// <summary>Replaces <see cref="FirstName"/> and <see cref="LastName"/> in a dialect with a single name.</summary>
    public string? FullName { get; init; }

    public string? FirstName { get; init; }

    /// <summary>May be empty.</summary>
    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? UserName { get; init; }

    /// <summary>Whether a new e-mail address also becomes the user name.</summary>
    public bool EmailIsUserName { get; init; } = true;

    /// <summary>Empty for none.</summary>
    public string? Title { get; init; }

    /// <inheritdoc cref="Title"/>
    public string? PhoneNumber { get; init; }

    /// <summary>Never <see cref="OperatorStatus.Pending"/> or <see cref="OperatorStatus.Invited"/>.</summary>
    public OperatorStatus? Status { get; init; }

    public bool? IsAdministrator { get; init; }

    /// <summary>The numbers of all groups of the operator after the change.</summary>
    public ImmutableSortedSet<uint>? Groups { get; init; }

    public string? Password { get; init; }

    /// <summary>The current password, with which an operator changes its own password, e-mail address and user name.</summary>
    public string? CurrentPassword { get; init; }

    public bool? AllowsPasswordSignIn { get; init; }

    /// <summary>When its access expires. An <see cref="Expiry"/> of null means never; null changes nothing.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>By name; an empty string removes a field. Other fields remain unchanged.</summary>
    public IReadOnlyDictionary<string, JsonElement> UptrendsFields { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Whether the changes grant rights.</summary>
    internal bool GivesRights => IsAdministrator == true || Groups is { IsEmpty: false };

    /// <returns>Null if every value is valid, as far as can be checked without the operator.</returns>
    internal Error? Check()
    {
        if (FullName is not null && Operators.FullName.Check(FullName) is { } fault) return fault;
        if (Email is not null && EmailAddress.Check(Email) is { } unreachable) return unreachable;
        if ((UserName ?? (EmailIsUserName ? Email : null)) is { } userName && LoginName.Check(userName) is { } unusable) return unusable;
        return ContactDetail.Check(Title, "title") ?? ContactDetail.Check(PhoneNumber, "phoneNumber");
    }

    /// <summary>Applies the changes, except for the password.</summary>
    /// <returns>An error if the Uptrends fields or the full name are too long.</returns>
    internal Result<Operator> Apply(Operator current)
    {
        if (!Operators.UptrendsFields.Merge(current.UptrendsFields, UptrendsFields).TryGet(out var fields, out var error)) return error;
        var (firstName, lastName) = NamesOver(current.FirstName, current.LastName);
        var status = Status ?? current.Status;
        var changed = current with
        {
            FirstName = firstName,
            LastName = lastName,
            Email = Email ?? current.Email,
            UserName = UserName ?? (EmailIsUserName && Email is not null && Email != current.Email ? Email : current.UserName),
            Title = Detail(Title, current.Title),
            PhoneNumber = Detail(PhoneNumber, current.PhoneNumber),
            Status = status,
            SignInVersion = status != current.Status && status != OperatorStatus.Active ? current.SignInVersion + 1 : current.SignInVersion,
            IsAdministrator = IsAdministrator ?? current.IsAdministrator,
            Groups = Groups ?? current.Groups,
            AllowsPasswordSignIn = AllowsPasswordSignIn ?? current.AllowsPasswordSignIn,
            ExpiresAt = Expiry is { } expiry ? expiry.At : current.ExpiresAt,
            UptrendsFields = fields,

            // The link was sent to the previous address, which was wrong then. Its recipient must not be able to accept.
            InvitationHash = Email is null || Email == current.Email ? current.InvitationHash : null,
        };
        return changed.FullName != current.FullName && Operators.FullName.Check(changed.FullName) is { } fault ? fault : changed;
    }

    /// <summary>Returns the first and last name after the changes.</summary>
    internal (string FirstName, string LastName) NamesOver(string firstName, string lastName) => FullName switch
    {
        null => (FirstName?.Trim() ?? firstName, LastName?.Trim() ?? lastName),
        _ when FullName == Operators.FullName.Of(firstName, lastName) => (firstName, lastName),
        _ => Operators.FullName.Split(FullName),
    };

    /// <summary>Describes the differences. Never contains a password, and only the names of changed Uptrends fields.</summary>
    /// <returns>Empty if there are no differences.</returns>
    internal static IReadOnlyList<AuditChange> Describe(Operator current, Operator changed)
    {
        var before = Operators.UptrendsFields.Read(current.UptrendsFields);
        var after = Operators.UptrendsFields.Read(changed.UptrendsFields);
        var fields = after
            .Where(field => !before.TryGetValue(field.Key, out var value) || value.GetRawText() != field.Value.GetRawText())
            .Select(field => field.Key)
            .Concat(before.Keys.Except(after.Keys))
            .Select(name => new AuditChange(name, Before: null, After: null));
        AuditChange?[] changes =
        [
            AuditChange.Of("fullName", current.FullName, changed.FullName),
            changed.FullName == current.FullName ? AuditChange.Of("firstName", current.FirstName, changed.FirstName) : null,
            AuditChange.Of("email", current.Email, changed.Email),
            changed.InvitationHash == current.InvitationHash ? null : new("invitationLink", "valid", "revoked"),
            AuditChange.Of("userName", current.UserName, changed.UserName),
            AuditChange.Of("title", current.Title, changed.Title),
            AuditChange.Of("phoneNumber", current.PhoneNumber, changed.PhoneNumber),
            AuditChange.Of("status", $"{current.Status}", $"{changed.Status}"),
            AuditChange.Of("administrator", YesOrNo(current.IsAdministrator), YesOrNo(changed.IsAdministrator)),
            AuditChange.Of("groups", string.Join(", ", current.Groups), string.Join(", ", changed.Groups)),
            AuditChange.Of("roles", Text(current.Roles), Text(changed.Roles)),
            changed.PasswordHash == current.PasswordHash ? null : new("password", Before: null, "changed"),
            AuditChange.Of("passwordSignIn", YesOrNo(current.AllowsPasswordSignIn), YesOrNo(changed.AllowsPasswordSignIn)),
            AuditChange.Of("expiresAt", Kernel.Expiry.Text(current.ExpiresAt), Kernel.Expiry.Text(changed.ExpiresAt)),
            .. fields,
        ];
        return [.. changes.OfType<AuditChange>()];
    }

    private static string? Detail(string? requested, string? current) => requested is null ? current : ContactDetail.Normalise(requested);

    private static string Text(IEnumerable<RoleAssignment> roles) => string.Join(
        ", ",
        roles.OrderBy(role => role.Role).ThenBy(role => role.Workspace).Select(role => $"{role.Role} in workspace {role.Workspace}"));

    private static string YesOrNo(bool flag) => flag ? "yes" : "no";
}
