using System.Reflection;
using Microsoft.AspNetCore.Routing;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// Aliases of paths that the documentation of the original uses. The function of the canonical path answers each alias. One list of
/// prefixes covers all routes, including future ones.
/// </summary>
public sealed class AudienceAliasFunctions(ErrorAnswers errors)
{
    /// <summary>Also a path itself: that of the calling user.</summary>
    private static readonly PathString BareUsersSelf = "/users/self";

    /// <summary>Prefixes to replace, in this order.</summary>
    private static readonly (PathString Alias, PathString Canonical)[] Aliases =
    [
        ("/v1", "/api/v1"),
        ("/self", "/api/v1/users/self"),
        (BareUsersSelf, "/api/v1/users/self"),
        ("/api/v1/self", "/api/v1/users/self"),
    ];

    [Function(nameof(AudienceAliasV1))]
    public Task<IResult> AudienceAliasV1(
        [HttpTrigger(Anonymous, Route = "v1/{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, cancellationToken);

    [Function(nameof(AudienceAliasSelf))]
    public Task<IResult> AudienceAliasSelf(
        [HttpTrigger(Anonymous, Route = "api/v1/self/{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, cancellationToken);

    [Function(nameof(AudienceAliasBareSelf))]
    public Task<IResult> AudienceAliasBareSelf(
        [HttpTrigger(Anonymous, Route = "self/{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, cancellationToken);

    [Function(nameof(AudienceAliasBareUsersSelf))]
    public Task<IResult> AudienceAliasBareUsersSelf(
        [HttpTrigger(Anonymous, Route = "users/self/{*path}")] HttpRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, cancellationToken);

    private Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var path = CanonicalOf(request.Path);
        if (!AudienceDialect.HasRoutesAt(path)) return Task.FromResult(errors.OfNoRoute(request, []));
        return RouteTable.Find(path, request.Method) is var (function, values)
            ? InvokeAsync(function, values, request, cancellationToken)
            : Task.FromResult(errors.OfNoRoute(request, RouteTable.MethodsOf(path)));
    }

    private static PathString CanonicalOf(PathString path)
    {
        foreach (var (alias, canonical) in Aliases)
        {
            if (!path.StartsWithSegments(alias, out var rest)) continue;
            if (rest.Value is { Length: > 1 } || alias == BareUsersSelf) path = canonical.Add(rest);
        }
        return path;
    }

    private static Task<IResult> InvokeAsync(
        MethodInfo function, RouteValueDictionary values, HttpRequest request, CancellationToken cancellationToken)
    {
        var functions = ActivatorUtilities.GetServiceOrCreateInstance(request.HttpContext.RequestServices, function.DeclaringType!);
        object?[] arguments = [request, .. function.GetParameters()[1..^1].Select(parameter => values[parameter.Name!]), cancellationToken];
        return (Task<IResult>)function.Invoke(functions, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
    }
}
