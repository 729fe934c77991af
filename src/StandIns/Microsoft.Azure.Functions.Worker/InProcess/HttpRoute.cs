using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>Which requests one HTTP function takes.</summary>
internal sealed class HttpRoute
{
    private readonly string[] methods;
    private readonly string leadingLiterals;
    private readonly TemplateMatcher matcher;
    private readonly IDictionary<string, IRouteConstraint> constraints;
    private readonly ILogger logger;

    /// <exception cref="StartException">The route is not a valid template, or is one of the host's own.</exception>
    public HttpRoute(Function function, string prefix, IInlineConstraintResolver resolver, ILogger logger)
    {
        var trigger = (IHttpTrigger)function.Trigger;
        var template = Parse(function.Name, trigger, prefix);
        var first = template.GetSegment(0) is { IsSimple: true } segment ? segment.Parts[0].Text : null;
        if (ReservedPaths.IsReserved(first))
        {
            throw new StartException(
                $"Function {function.Name}: the route '{template.TemplateText}' begins with '{first}', which belongs to the host.");
        }
        Function = function;
        this.logger = logger;
        methods = trigger.Methods ?? [];
        leadingLiterals = string.Concat(template.Segments.Select(Literal).TakeWhile(text => text is not null).Select(text => "/" + text));
        ShortestPath = template.Segments.SkipWhile(part => Literal(part) is not null).All(MayBeLeftOut) ? leadingLiterals is "" ? "/" : leadingLiterals : null;
        LiteralPath = template.Parameters.Count > 0 ? null : ShortestPath;
        matcher = new(template, Defaults(template));
        constraints = Constraints(function.Name, template, resolver);
    }

    public Function Function { get; }

    /// <summary>The one path of a route without parameters, with its leading slash; else null.</summary>
    public string? LiteralPath { get; }

    /// <summary>The path without the parameters, where all of them may be left out; else null.</summary>
    public string? ShortestPath { get; }

    public static RouteTemplate Parse(string function, IHttpTrigger trigger, string prefix)
    {
        var route = trigger.Route ?? function;
        try
        {
            return TemplateParser.Parse(prefix is "" ? route : route is "" ? prefix : $"{prefix}/{route}");
        }
        catch (Exception exception) when (exception is ArgumentException or RouteCreationException)
        {
            throw new StartException($"Function {function}: the route '{route}' is not a valid template. {exception.Message}", exception);
        }
    }

    public bool Allows(string method)
    {
        if (methods.Length is 0) return true;
        foreach (var allowed in methods)
        {
            if (HttpMethods.Equals(allowed, method)) return true;
        }
        return false;
    }

    /// <param name="values">The route values, when it matches.</param>
    public bool Matches(PathString path, HttpContext context, [NotNullWhen(true)] out RouteValueDictionary? values)
    {
        values = null;
        if (!path.Value!.StartsWith(leadingLiterals, StringComparison.OrdinalIgnoreCase)) return false;
        values = [];
        return matcher.TryMatch(path, values)
            && (constraints.Count is 0
                || RouteConstraintMatcher.Match(constraints, values, context, Unused.Instance, RouteDirection.IncomingRequest, logger));
    }

    /// <summary>Whether the path has the shape of this route, its constraints left aside.</summary>
    public bool MatchesShape(PathString path) => matcher.TryMatch(path, []);

    private static bool MayBeLeftOut(TemplateSegment segment) => segment.IsSimple && (segment.Parts[0].IsOptional || segment.Parts[0].IsCatchAll);

    private static string? Literal(TemplateSegment segment) =>
        segment.IsSimple && segment.Parts[0].IsLiteral ? segment.Parts[0].Text : null;

    private static RouteValueDictionary Defaults(RouteTemplate template)
    {
        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters)
        {
            if (parameter.DefaultValue is not null) defaults.Add(parameter.Name!, parameter.DefaultValue);
        }
        return defaults;
    }

    private static IDictionary<string, IRouteConstraint> Constraints(
        string function, RouteTemplate template, IInlineConstraintResolver resolver)
    {
        var builder = new RouteConstraintBuilder(resolver, template.TemplateText!);
        try
        {
            foreach (var parameter in template.Parameters)
            {
                if (parameter.IsOptional) builder.SetOptional(parameter.Name!);
                foreach (var inline in parameter.InlineConstraints) builder.AddResolvedConstraint(parameter.Name!, inline.Constraint);
            }
            return builder.Build();
        }
        catch (Exception exception) when (exception is InvalidOperationException or RouteCreationException)
        {
            throw new StartException(
                $"Function {function}: the route '{template.TemplateText}' has an unknown constraint. {exception.Message}", exception);
        }
    }

    /// <summary>Constraints are told of a router; none of the inline ones asks it anything.</summary>
    private sealed class Unused : IRouter
    {
        public static readonly Unused Instance = new();

        public VirtualPathData? GetVirtualPath(VirtualPathContext context) => null;

        public Task RouteAsync(RouteContext context) => Task.CompletedTask;
    }
}
