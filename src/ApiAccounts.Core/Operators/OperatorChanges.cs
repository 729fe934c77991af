using System.Collections.Immutable;
using System.Text.Json;

namespace ApiAccounts.Core.Operators;

/// <summary>What is to be changed of an operator; null for what stays.</summary>
public sealed record OperatorChanges
{
    public string? FullName { get; init; }

    /// <summary>Becomes its user name too.</summary>
    public string? Email { get; init; }

    public string? Password { get; init; }

    public bool? AllowsPasswordSignIn { get; init; }

    /// <summary>By their names; the others stay.</summary>
    public IReadOnlyDictionary<string, JsonElement> UptrendsFields { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <returns>Null when each value is allowed, as far as can be said without the operator.</returns>
    internal Error? Check()
    {
        if (FullName is not null && Operators.FullName.Check(FullName) is { } fault) return fault;
        return Email is null || EmailAddress.IsValid(Email)
            ? null
            : Error.Invalid($"The e-mail address is not one of at most {EmailAddress.MaxLength} characters.", "email");
    }

    /// <summary>Makes the changes, but for the password.</summary>
    /// <returns>An error when the kept fields become too much.</returns>
    internal Result<Operator> Apply(Operator current)
    {
        if (!Operators.UptrendsFields.Merge(current.UptrendsFields, UptrendsFields).TryGet(out var kept, out var error)) return error;
        var (firstName, lastName) = FullName is null || FullName == current.FullName ? (current.FirstName, current.LastName) : Operators.FullName.Split(FullName);
        var changed = current with
        {
            FirstName = firstName,
            LastName = lastName,
            AllowsPasswordSignIn = AllowsPasswordSignIn ?? current.AllowsPasswordSignIn,
            UptrendsFields = kept,
        };
        return Email is null || Email == current.Email ? changed : changed with { Email = Email, UserName = Email };
    }

    /// <summary>What two forms of an operator differ in, in words. Never a password, and of the kept fields only that they changed.</summary>
    /// <returns>None when they are the same.</returns>
    internal static IReadOnlyList<string> Describe(Operator current, Operator changed)
    {
        var words = new List<string>();
        if (changed.FullName != current.FullName) words.Add($"Full name: \"{current.FullName}\" → \"{changed.FullName}\"");
        if (changed.Email != current.Email) words.Add($"E-mail address: \"{current.Email}\" → \"{changed.Email}\"");
        if (changed.UserName != current.UserName) words.Add($"User name: \"{current.UserName}\" → \"{changed.UserName}\"");
        if (changed.PasswordHash != current.PasswordHash) words.Add("Password");
        if (changed.AllowsPasswordSignIn != current.AllowsPasswordSignIn)
            words.Add($"Sign-in with a password: {Allowed(current)} → {Allowed(changed)}");
        var (before, after) = (Operators.UptrendsFields.Read(current.UptrendsFields), Operators.UptrendsFields.Read(changed.UptrendsFields));
        words.AddRange(after.Where(field => !before.TryGetValue(field.Key, out var value) || value.GetRawText() != field.Value.GetRawText()).Select(field => field.Key));
        return words;
    }

    private static string Allowed(Operator @operator) => @operator.AllowsPasswordSignIn ? "allowed" : "not allowed";
}
