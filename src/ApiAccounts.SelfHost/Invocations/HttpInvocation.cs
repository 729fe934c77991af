using System.Collections.Immutable;
using ApiAccounts.SelfHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>One run for a request; its scope is the request's.</summary>
internal sealed class HttpInvocation(Function function, HttpContext httpContext, CancellationToken cancellationToken)
    : Invocation(function, cancellationToken)
{
    /// <summary>Where <c>GetHttpContext()</c> of the ASP.NET Core extension looks for the request.</summary>
    private const string HttpContextItem = "HttpRequestContext";

    public HttpRequest Request => httpContext.Request;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object> { [HttpContextItem] = httpContext };

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
