using System.Collections.Immutable;
using System.Text.Json;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>What is to be changed of an operator; null for what stays.</summary>
public sealed record OperatorChanges
{
    /// <summary>In the place of <see cref="FirstName"/> and <see cref="LastName"/>, for a dialect that has one name only.</summary>
    public string? FullName { get; init; }

    public string? FirstName { get; init; }

    /// <summary>May be empty.</summary>
    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? UserName { get; init; }

    /// <summary>Whether a new e-mail address becomes the user name too.</summary>
    public bool EmailIsUserName { get; init; } = true;

    /// <summary>Empty for none.</summary>
    public string? Title { get; init; }

    /// <inheritdoc cref="Title"/>
    public string? PhoneNumber { get; init; }

    /// <summary>Never <see cref="OperatorStatus.Pending"/> or <see cref="OperatorStatus.Invited"/>.</summary>
    public OperatorStatus? Status { get; init; }

    public bool? IsAdministrator { get; init; }

    /// <summary>The numbers of all groups that it is to be in.</summary>
    public ImmutableSortedSet<uint>? Groups { get; init; }

    public string? Password { get; init; }

    public bool? AllowsPasswordSignIn { get; init; }

    /// <summary>When its access is to end; a null in it for never, null for what it is.</summary>
    public Expiry? Expiry { get; init; }

    /// <summary>By their names; the others stay.</summary>
    public IReadOnlyDictionary<string, JsonElement> UptrendsFields { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Whether it says what an operator may do.</summary>
    internal bool GivesRights => IsAdministrator == true || Groups is { IsEmpty: false };

    /// <returns>Null when each value is allowed, as far as can be said without the operator.</returns>
    internal Error? Check()
    {
        if (FullName is not null && Operators.FullName.Check(FullName) is { } fault) return fault;
        if (Email is not null && !EmailAddress.IsValid(Email))
            return Error.Invalid($"The e-mail address is not one of at most {EmailAddress.MaxLength} characters.", "email");
        if ((UserName ?? (EmailIsUserName ? Email : null)) is { } userName && LoginName.Check(userName) is { } unusable) return unusable;
        return ContactDetail.Check(Title, "title") ?? ContactDetail.Check(PhoneNumber, "phoneNumber");
    }

    /// <summary>Makes the changes, but for the password.</summary>
    /// <returns>An error when the kept fields or the name become too much.</returns>
    internal Result<Operator> Apply(Operator current)
    {
        if (!Operators.UptrendsFields.Merge(current.UptrendsFields, UptrendsFields).TryGet(out var kept, out var error)) return error;
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
            UptrendsFields = kept,

            // The link went to the address before, which was the wrong one then: whoever has it is not to accept.
            InvitationHash = Email is null || Email == current.Email ? current.InvitationHash : null,
        };
        return changed.FullName != current.FullName && Operators.FullName.Check(changed.FullName) is { } fault ? fault : changed;
    }

    /// <summary>The first and the last name that these changes make of others.</summary>
    internal (string FirstName, string LastName) NamesOver(string firstName, string lastName) => FullName switch
    {
        null => (FirstName?.Trim() ?? firstName, LastName?.Trim() ?? lastName),
        _ when FullName == Operators.FullName.Of(firstName, lastName) => (firstName, lastName),
        _ => Operators.FullName.Split(FullName),
    };

    /// <summary>What two forms of an operator differ in, in words. Never a password, and of the kept fields only that they changed.</summary>
    /// <returns>None when they are the same.</returns>
    internal static IReadOnlyList<string> Describe(Operator current, Operator changed)
    {
        var words = new List<string>();
        if (changed.FullName != current.FullName) words.Add($"Full name: \"{current.FullName}\" → \"{changed.FullName}\"");
        else if (changed.FirstName != current.FirstName) words.Add($"First name: \"{current.FirstName}\" → \"{changed.FirstName}\"");
        if (changed.Email != current.Email) words.Add($"E-mail address: \"{current.Email}\" → \"{changed.Email}\"");
        if (changed.InvitationHash != current.InvitationHash) words.Add("The link of its invitation ended");
        if (changed.UserName != current.UserName) words.Add($"User name: \"{current.UserName}\" → \"{changed.UserName}\"");
        if (changed.Title != current.Title) words.Add($"Title: \"{current.Title}\" → \"{changed.Title}\"");
        if (changed.PhoneNumber != current.PhoneNumber) words.Add($"Phone number: \"{current.PhoneNumber}\" → \"{changed.PhoneNumber}\"");
        if (changed.Status != current.Status) words.Add($"Status: {current.Status} → {changed.Status}");
        if (changed.IsAdministrator != current.IsAdministrator) words.Add(changed.IsAdministrator ? "Became an administrator" : "Is no administrator any more");
        if (changed.Groups.Except(current.Groups) is { IsEmpty: false } joined) words.Add($"Joined the groups {string.Join(", ", joined)}");
        if (current.Groups.Except(changed.Groups) is { IsEmpty: false } left) words.Add($"Left the groups {string.Join(", ", left)}");
        if (changed.Roles.Except(current.Roles) is { IsEmpty: false } given) words.Add($"Was given the roles {Text(given)}");
        if (current.Roles.Except(changed.Roles) is { IsEmpty: false } taken) words.Add($"Lost the roles {Text(taken)}");
        if (changed.PasswordHash != current.PasswordHash) words.Add("Password");
        if (changed.AllowsPasswordSignIn != current.AllowsPasswordSignIn)
            words.Add($"Sign-in with a password: {Allowed(current)} → {Allowed(changed)}");
        if (changed.ExpiresAt != current.ExpiresAt) words.Add($"Expires: {Kernel.Expiry.Text(current.ExpiresAt)} → {Kernel.Expiry.Text(changed.ExpiresAt)}");
        var (before, after) = (Operators.UptrendsFields.Read(current.UptrendsFields), Operators.UptrendsFields.Read(changed.UptrendsFields));
        words.AddRange(after.Where(field => !before.TryGetValue(field.Key, out var value) || value.GetRawText() != field.Value.GetRawText()).Select(field => field.Key));
        return words;
    }

    private static string? Detail(string? given, string? current) => given is null ? current : ContactDetail.Kept(given);

    private static string Text(IEnumerable<RoleAssignment> roles) =>
        string.Join(", ", roles.OrderBy(held => held.Role).ThenBy(held => held.Workspace).Select(held => $"{held.Role} in workspace {held.Workspace}"));

    private static string Allowed(Operator @operator) => @operator.AllowsPasswordSignIn ? "allowed" : "not allowed";
}
