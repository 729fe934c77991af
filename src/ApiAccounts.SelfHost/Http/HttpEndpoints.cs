using ApiAccounts.SelfHost.Discovery;
using ApiAccounts.SelfHost.Settings;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Http;

/// <summary>
/// The routes of the HTTP functions for ASP.NET Core's router. The Functions host tries functions in order of their names and chooses the
/// first whose route, constraints and methods match. The position of a function in that order is the order of its endpoint.
/// </summary>
/// <remarks>
/// A last function that matches every path and method is not an endpoint, but the <see cref="Fallback"/>. As an endpoint it would be a
/// candidate for each request, and the router prepares all candidates before it chooses one.
/// </remarks>
internal sealed class HttpEndpoints
{
    private HttpEndpoints(IReadOnlyList<Endpoint> endpoints, Fallback? fallback)
    {
        Source = new DefaultEndpointDataSource(endpoints);
        Fallback = fallback;
    }

    public EndpointDataSource Source { get; }

    /// <summary>Null if no function handles all remaining requests.</summary>
    public Fallback? Fallback { get; }

    /// <param name="functions">The functions, in order of their names.</param>
    /// <param name="prefix">The prefix of each route; empty for none.</param>
    /// <exception cref="StartException">A route is not a valid template, has an unknown constraint, or is one of the host's
    /// own.</exception>
    public static HttpEndpoints Of(
        IEnumerable<Function> functions, string prefix, ParameterPolicyFactory policies, Func<Function, RequestDelegate> answer)
    {
        var endpoints = new List<Endpoint>();
        Fallback? fallback = null;
        var httpFunctions = functions.Where(function => function.Trigger is HttpTriggerAttribute).ToList();
        foreach (var function in httpFunctions)
        {
            var trigger = (HttpTriggerAttribute)function.Trigger;
            var pattern = Parse(function.Name, trigger, prefix);
            ThrowIfReserved(function.Name, pattern);
            ThrowUnlessKnown(function.Name, pattern, policies);
            if (function == httpFunctions[^1] && trigger.Methods is not { Length: > 0 } && CatchAllOf(pattern) is { } catchAll)
            {
                fallback = new(answer(function), catchAll);
                continue;
            }
            var endpoint = new RouteEndpointBuilder(answer(function), pattern, order: endpoints.Count) { DisplayName = function.Name };
            endpoint.Metadata.Add(function);
            if (trigger.Methods is { Length: > 0 } methods) endpoint.Metadata.Add(new HttpMethodMetadata(methods));
            endpoints.Add(endpoint.Build());
        }
        return new(endpoints, fallback);
    }

    /// <exception cref="StartException">The route is not a valid template.</exception>
    public static RoutePattern Parse(string function, HttpTriggerAttribute trigger, string prefix)
    {
        var route = trigger.Route ?? function;
        try
        {
            return RoutePatternFactory.Parse(prefix is "" ? route : route is "" ? prefix : $"{prefix}/{route}");
        }
        catch (RoutePatternException exception)
        {
            throw new StartException($"Function {function}: the route '{route}' is not a valid template. {exception.Message}", exception);
        }
    }

    /// <returns>The only parameter of a pattern that matches every path; null for other patterns.</returns>
    private static string? CatchAllOf(RoutePattern pattern) =>
        pattern.PathSegments is [{ Parts: [RoutePatternParameterPart { IsCatchAll: true, ParameterPolicies.Count: 0 } parameter] }]
            ? parameter.Name
            : null;

    private static void ThrowIfReserved(string function, RoutePattern pattern)
    {
        if (pattern.PathSegments is not [{ Parts: [RoutePatternLiteralPart first] }, ..]) return;
        if (!ReservedPaths.IsReserved(first.Content)) return;
        throw new StartException(
            $"Function {function}: the route '{pattern.RawText}' begins with '{first.Content}', which belongs to the host.");
    }

    /// <summary>Reports an unknown constraint at startup; the router would fail at the first request.</summary>
    private static void ThrowUnlessKnown(string function, RoutePattern pattern, ParameterPolicyFactory policies)
    {
        try
        {
            foreach (var parameter in pattern.Parameters)
            {
                foreach (var policy in parameter.ParameterPolicies) policies.Create(parameter, policy);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or RouteCreationException)
        {
            throw new StartException(
                $"Function {function}: the route '{pattern.RawText}' has an unknown constraint. {exception.Message}", exception);
        }
    }
}
