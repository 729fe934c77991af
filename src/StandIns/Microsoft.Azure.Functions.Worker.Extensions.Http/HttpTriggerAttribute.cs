using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each request its route and methods match.</summary>
[SuppressMessage("Design", "CA1019", Justification = "The real one has these constructors and properties.")]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute, IHttpTrigger
{
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <param name="methods">None for all.</param>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Anonymous, methods)
    {
    }

    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <param name="methods">None for all.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>A route template, below the prefix of host.json; null for the name of the function.</summary>
    public string? Route { get; set; }

    [SuppressMessage("Performance", "CA1819", Justification = "The real one is an array.")]
    public string[]? Methods { get; }

    public AuthorizationLevel AuthLevel { get; }

    string ITrigger.BindingType => "httpTrigger";

    bool ITrigger.Accepts(Type parameterType, out string expected)
    {
        expected = nameof(HttpRequest);
        return parameterType == typeof(HttpRequest);
    }
}
