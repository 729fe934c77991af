using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Operators;

/// <summary>Makes an operator in the caller's partner, which signs in with its e-mail address.</summary>
public sealed class AddOperator(IOperatorStore store, CreateOperator create)
{
    /// <param name="fields">With a full name and an e-mail address.</param>
    public async Task<Result<Stored<Operator>>> ExecuteAsync(Caller caller, OperatorChanges fields, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        if (fields.Check() is { } fault) return fault;
        if (!UptrendsFields.Merge(null, fields.UptrendsFields).TryGet(out var kept, out var tooMuch)) return tooMuch;

        var (firstName, lastName) = FullName.Split(fields.FullName!);
        var request = new NewOperator(fields.Email!, fields.Email!, fields.Password)
        {
            FirstName = firstName,
            LastName = lastName,
            AllowsPasswordSignIn = fields.AllowsPasswordSignIn ?? true,
            UptrendsFields = kept,
        };
        if (!(await create.ExecuteAsync(caller.Pid, request, caller, cancellationToken)).TryGet(out var made, out var error)) return error;
        return await store.FindMadeAsync(made.Id, cancellationToken) is { } found ? found : Error.NotFound("operator");
    }
}
