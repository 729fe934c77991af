using ApiAccounts.SelfHost.Discovery;
using ApiAccounts.SelfHost.Settings;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Http;

/// <summary>
/// The routes of the HTTP functions for ASP.NET Core's router. The Functions host tries functions in the order of their names and takes the
/// first whose route, constraints and methods match: a function's place in that order is the order of its endpoint.
/// </summary>
internal static class HttpEndpoints
{
    /// <param name="functions">In the order of their names.</param>
    /// <param name="prefix">What each route begins with; empty for nothing.</param>
    /// <exception cref="StartException">A route is no valid template, has an unknown constraint, or is one of the host's own.</exception>
    public static EndpointDataSource Of(
        IEnumerable<Function> functions, string prefix, ParameterPolicyFactory policies, Func<Function, RequestDelegate> answer)
    {
        var endpoints = new List<Endpoint>();
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger) continue;
            var pattern = Parse(function.Name, trigger, prefix);
            ThrowIfReserved(function.Name, pattern);
            ThrowUnlessKnown(function.Name, pattern, policies);
            var endpoint = new RouteEndpointBuilder(answer(function), pattern, order: endpoints.Count) { DisplayName = function.Name };
            endpoint.Metadata.Add(function);
            if (trigger.Methods is { Length: > 0 } methods) endpoint.Metadata.Add(new HttpMethodMetadata(methods));
            endpoints.Add(endpoint.Build());
        }
        return new DefaultEndpointDataSource(endpoints);
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

    private static void ThrowIfReserved(string function, RoutePattern pattern)
    {
        if (pattern.PathSegments is not [{ Parts: [RoutePatternLiteralPart first] }, ..]) return;
        if (!ReservedPaths.IsReserved(first.Content)) return;
        throw new StartException(
            $"Function {function}: the route '{pattern.RawText}' begins with '{first.Content}', which belongs to the host.");
    }

    /// <summary>The router would find out at the first request.</summary>
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
