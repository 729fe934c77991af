using System.Text.Json;

namespace ApiAccounts.Testing.Hosting;

/// <summary>One function as the worker told of it.</summary>
/// <param name="Trigger">The binding that starts it, as JSON in the form of a <c>function.json</c>.</param>
public sealed record HostedFunction(string Name, string Id, JsonElement Trigger)
{
    private const string TriggerSuffix = "Trigger";

    /// <summary><c>httpTrigger</c>, <c>queueTrigger</c> or <c>timerTrigger</c>.</summary>
    public string Kind => Text("type") ?? "";

    /// <summary>The parameter that the trigger's value goes to.</summary>
    public string Parameter => Text("name") ?? "";

    internal static HostedFunction Of(RpcFunctionMetadata metadata) => new(
        metadata.Name,
        metadata.FunctionId,
        metadata.RawBindings.Select(binding => JsonElement.Parse(binding))
            .Single(binding => binding.GetProperty("type").GetString()!.EndsWith(TriggerSuffix, StringComparison.Ordinal)));

    /// <returns>A member of the trigger; null when there is none.</returns>
    internal string? Text(string member) => Trigger.TryGetProperty(member, out var value) ? value.GetString() : null;

    internal IReadOnlyList<string> Methods => Trigger.TryGetProperty("methods", out var methods)
        ? [.. methods.EnumerateArray().Select(method => method.GetString()!)]
        : [];
}
