using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>One run for a request; its scope is the request's.</summary>
internal sealed class HttpInvocation(Function function, HttpContext httpContext, CancellationToken cancellationToken)
    : Invocation(function, cancellationToken)
{
    public HttpContext HttpContext => httpContext;

    public HttpRequest Request => httpContext.Request;

    /// <summary>Whether the step of ASP.NET Core integration has been reached, before which middleware does not see the request.</summary>
    public bool IsHttpContextVisible { get; set; }

    public override IServiceProvider InstanceServices
    {
        get => httpContext.RequestServices;
        set => httpContext.RequestServices = value;
    }

    public override BindingContext BindingContext => new RouteData(httpContext.Request);

    private sealed class RouteData(HttpRequest request) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => request.RouteValues.ToImmutableDictionary();
    }
}
