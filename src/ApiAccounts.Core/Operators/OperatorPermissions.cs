using System.Collections.Immutable;
using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Operators;

/// <summary>What an operator's authorizations let it do here; the others are kept for their owners and mean nothing to us.</summary>
internal static class OperatorPermissions
{
    private static readonly ImmutableHashSet<Permission> All = [.. Enum.GetValues<Permission>()];

    public static ImmutableHashSet<Permission> Of(Operator @operator) =>
        @operator.IsAdministrator ? All : [.. @operator.Authorizations.SelectMany(Opens)];

    private static Permission[] Opens(OperatorAuthorization authorization) => authorization switch
    {
        OperatorAuthorization.AccountAccess => [Permission.ReadOperators, Permission.ReadApiUsers],
        OperatorAuthorization.CreateIntegration => [Permission.RecordUsage],
        _ => [],
    };
}
