using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Creates an operator in the caller's partner.</summary>
public sealed class AddOperator(IOperatorStore store, IGroupStore groups, CreateOperator create)
{
    /// <param name="fields">With a name and an e-mail address, and with a user name if it differs from the address.</param>
    public async Task<Result<Versioned<Operator>>> ExecuteAsync(Caller caller, OperatorChanges fields, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        if (fields.GivesRights && Rights.To(Permission.ManageRights, caller) is { } refused) return refused;
        if (fields.Check() is { } fault) return fault;
        if (!caller.EndOfNew(owner: null, requested: null).TryGet(out var endsAt, out var outlives)) return outlives;
        if (!UptrendsFields.Merge(null, fields.UptrendsFields).TryGet(out var uptrendsFields, out var tooMuch)) return tooMuch;
        var (firstName, lastName) = fields.NamesOver("", "");
        if (FullName.Check(FullName.Of(firstName, lastName)) is { } nameless) return nameless;
        if (!(await groups.FindNamedAsync(caller.Pid, fields.Groups ?? [], cancellationToken)).TryGet(out _, out var unknown))
            return unknown;

        var request = new NewOperator(fields.UserName ?? fields.Email!, fields.Email!, fields.Password)
        {
            FirstName = firstName,
            LastName = lastName,
            Title = ContactDetail.Normalise(fields.Title),
            PhoneNumber = ContactDetail.Normalise(fields.PhoneNumber),
            Status = fields.Status ?? OperatorStatus.Active,
            IsAdministrator = fields.IsAdministrator ?? false,
            Groups = fields.Groups ?? [],
            AllowsPasswordSignIn = fields.AllowsPasswordSignIn ?? true,
            ExpiresAt = endsAt,
            UptrendsFields = uptrendsFields,
        };
        if (!(await create.ExecuteAsync(caller.Pid, request, caller, cancellationToken)).TryGet(out var created, out var error))
            return error;
        return await store.FindCompleteAsync(created.Id, cancellationToken) is { } found ? found : Error.NotFound("operator");
    }
}
