using System.Collections.Immutable;
using ApiAccounts.SelfHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>An invocation for a request; it shares the service scope of the request.</summary>
internal sealed class HttpInvocation(
    Function function, HttpContext httpContext, Singletons singletons, CancellationToken cancellationToken)
    : Invocation(function, cancellationToken)
{
    /// <summary>The key by which <c>GetHttpContext()</c> of the ASP.NET Core extension finds the request.</summary>
    private const string HttpContextItem = "HttpRequestContext";

    private IServiceProvider? services;

    public HttpRequest Request => httpContext.Request;

    public override IServiceProvider InstanceServices
    {
        get => services ??= new RequestServices(httpContext, singletons);
        set => services = value;
    }

    public override BindingContext BindingContext => new RouteData(httpContext.Request);

    protected override IDictionary<object, object> CreateItems() => new Dictionary<object, object> { [HttpContextItem] = httpContext };

    protected override TraceContext CreateTrace() => InvocationTrace.Continue(httpContext.Request.Headers);

    private sealed class RouteData(HttpRequest request) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => request.RouteValues.ToImmutableDictionary();
    }
}
