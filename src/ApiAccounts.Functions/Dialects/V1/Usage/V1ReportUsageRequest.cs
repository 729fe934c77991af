using System.Collections.Immutable;
using System.Globalization;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Functions.Dialects.V1.Usage;

/// <summary>The usage that a gateway counted.</summary>
internal sealed record V1ReportUsageRequest : V1Request
{
    public string? BatchId { get; set; }

    public IReadOnlyList<V1ReportedPingRequest?>? Pings { get; set; }

    public Result<(string BatchId, IReadOnlyList<ReportedUsage> Pings)> Read()
    {
        if (BatchId is null) return Missing("$.batchId");
        if (Pings is null) return Missing("$.pings");
        var pings = new List<ReportedUsage>();
        foreach (var (index, item) in Pings.Index())
        {
            if (item is null) return Error.Malformed($"The value of $.pings[{index}] is null.", $"$.pings[{index}]");
            if (!item.Read($"$.pings[{index}]").TryGet(out var ping, out var error)) return error;
            pings.Add(ping);
        }
        return (BatchId, pings);
    }
}

/// <summary>The usage of one API user.</summary>
internal sealed record V1ReportedPingRequest : V1Request
{
    public string? ApiUserId { get; set; }

    /// <summary>The time of the last request.</summary>
    public DateTimeOffset? At { get; set; }

    public long? Requests { get; set; }

    /// <summary>The number of errors by error code.</summary>
    public IReadOnlyDictionary<string, long>? Errors { get; set; }

    /// <param name="path">The position of this object in the body.</param>
    public Result<ReportedUsage> Read(string path)
    {
        if (UnknownMember(path) is { } unknown) return unknown;
        if (ApiUserId is null) return Missing($"{path}.apiUserId");
        if (At is not { } at) return Missing($"{path}.at");
        if (Requests is not { } requests) return Missing($"{path}.requests");
        if (!V1Ids.Read(ApiUserId, AccountKind.ApiUser, $"{path}.apiUserId").TryGet(out var id, out var error)) return error;

        var errors = ImmutableDictionary.CreateBuilder<int, long>();
        foreach (var (text, count) in Errors ?? ImmutableDictionary<string, long>.Empty)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || !errors.TryAdd(code, count))
                return Error.Malformed("An error code must be a whole number and occur only once.", $"{path}.errors");
        }
        return new ReportedUsage(id, at, requests, errors.ToImmutable());
    }
}
