namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The body of a create or update of an API user; other members are ignored, as in the original.</summary>
internal sealed record UptrendsApiUserRequest(string? OperatorGuid, string? Description)
{
    /// <summary>Reads both members, which are required.</summary>
    public Result<(AccountId OperatorId, string Description)> Read()
    {
        if (OperatorGuid is null) return Error.Malformed("OperatorGuid is missing.", "$.OperatorGuid");
        if (Description is null) return Error.Malformed("Description is missing.", "$.Description");
        return UptrendsIds.Operator(OperatorGuid).TryGet(out var operatorId, out var error) ? (operatorId, Description) : error;
    }
}
