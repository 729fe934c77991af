using System.Text.Json.Serialization;
using ApiAccounts.Core.Credentials.ApiUsers;

namespace ApiAccounts.Functions.Dialects.V1.ApiUsers;

/// <summary>An API user to create: <c>description</c>, and optionally <c>type</c>, <c>expiresAt</c> and <c>rateLimit</c>.</summary>
internal sealed record V1CreateApiUserRequest : V1Request
{
    public string? Description { get; set; }

    public string? Type { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public V1RateLimitRequest? RateLimit { get; set; }

    /// <param name="path">The position of this object in the body.</param>
    public Result<NewApiUser> Read(string path)
    {
        if (UnknownMember(path) is { } unknown) return unknown;
        if (Description is null) return Missing($"{path}.description");
        var type = ApiUserType.Generic;
        if (Type is not null && !Choices.Read<ApiUserType>(Type, "type", $"{path}.type").TryGet(out type, out var error)) return error;
        if (!V1RateLimitRequest.Read(RateLimit, $"{path}.rateLimit").TryGet(out var limit, out var fault)) return fault;
        return new NewApiUser(Description) { Type = type, ExpiresAt = ExpiresAt, RateLimit = limit };
    }
}

/// <summary>All settings of an API user that can change. Each is required, so that a caller cannot reset one by omitting it.</summary>
internal sealed record V1UpdateApiUserRequest : V1Request
{
    public string? Description { get; set; }

    public string? Type { get; set; }

    public bool? Enabled { get; set; }

    public DateTimeOffset? ExpiresAt
    {
        get;
        set
        {
            field = value;
            HasExpiresAt = true;
        }
    }

    /// <summary>Null is a value in its own right: never.</summary>
    [JsonIgnore]
    public bool HasExpiresAt { get; private set; }

    public V1RateLimitRequest? RateLimit
    {
        get;
        set
        {
            field = value;
            HasRateLimit = true;
        }
    }

    /// <summary>Null is a value in its own right: the default.</summary>
    [JsonIgnore]
    public bool HasRateLimit { get; private set; }

    public Result<ApiUserSettings> Read()
    {
        if (Description is null) return Missing("$.description");
        if (Type is null) return Missing("$.type");
        if (Enabled is null) return Missing("$.enabled");
        if (!HasExpiresAt) return Missing("$.expiresAt");
        if (!HasRateLimit) return Missing("$.rateLimit");
        if (!Choices.Read<ApiUserType>(Type, "type", "$.type").TryGet(out var type, out var error)) return error;
        return V1RateLimitRequest.Read(RateLimit, "$.rateLimit").TryGet(out var limit, out error)
            ? new ApiUserSettings(Description, type, Enabled.Value, ExpiresAt, limit)
            : error;
    }
}

/// <summary>The rate limit of an API user.</summary>
internal sealed record V1RateLimitRequest : V1Request
{
    public int? Requests { get; set; }

    public int? Seconds { get; set; }

    /// <param name="limit">Null for the default.</param>
    /// <param name="path">The position of the rate limit in the body.</param>
    public static Result<RateLimit?> Read(V1RateLimitRequest? limit, string path)
    {
        if (limit is null) return (RateLimit?)null;
        if (limit.UnknownMember(path) is { } unknown) return unknown;
        if (limit.Requests is null) return Missing($"{path}.requests");
        if (limit.Seconds is null) return Missing($"{path}.seconds");
        return new RateLimit(limit.Requests.Value, limit.Seconds.Value);
    }
}

/// <summary>API users to add and to delete in one request.</summary>
internal sealed record V1ApiUserChangesRequest : V1Request
{
    public IReadOnlyList<V1CreateApiUserRequest?>? Add { get; set; }

    public IReadOnlyList<string?>? Delete { get; set; }

    public Result<(IReadOnlyList<NewApiUser> Add, IReadOnlyList<AccountId> Delete)> Read()
    {
        var (add, delete) = (new List<NewApiUser>(), new List<AccountId>());
        foreach (var (index, item) in (Add ?? []).Index())
        {
            if (item is null) return Error.Malformed($"The value of $.add[{index}] is null.", $"$.add[{index}]");
            if (!item.Read($"$.add[{index}]").TryGet(out var request, out var error)) return error;
            add.Add(request);
        }
        foreach (var (index, text) in (Delete ?? []).Index())
        {
            if (!V1Ids.Read(text, AccountKind.ApiUser, $"$.delete[{index}]").TryGet(out var id, out var error)) return error;
            delete.Add(id);
        }
        return (add, delete);
    }
}
