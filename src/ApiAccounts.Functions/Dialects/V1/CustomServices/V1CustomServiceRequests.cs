using ApiAccounts.Core.Credentials.CustomServices;

namespace ApiAccounts.Functions.Dialects.V1.CustomServices;

/// <summary>A custom service to create, and the operator that will own it.</summary>
internal sealed record V1CreateCustomServiceRequest : V1Request
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? OperatorId { get; set; }

    public Result<(AccountId OperatorId, CustomServiceSettings Settings)> Read()
    {
        if (Name is null) return Missing("$.name");
        if (Description is null) return Missing("$.description");
        if (OperatorId is null) return Missing("$.operatorId");
        return V1Ids.Read(OperatorId, AccountKind.Operator, "$.operatorId").TryGet(out var operatorId, out var error)
            ? (operatorId, new CustomServiceSettings(Name, Description))
            : error;
    }
}

/// <summary>All settings of a custom service that can change. Each is required, so that a caller cannot reset one by omitting it.</summary>
internal sealed record V1UpdateCustomServiceRequest : V1Request
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public Result<CustomServiceSettings> Read()
    {
        if (Name is null) return Missing("$.name");
        if (Description is null) return Missing("$.description");
        return new CustomServiceSettings(Name, Description);
    }
}
