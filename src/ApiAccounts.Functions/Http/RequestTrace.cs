using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The id of a request: the trace id of W3C Trace Context, which identifies its telemetry and which a caller may set with
/// <c>traceparent</c>. The invocation supplies it, because a function has no current activity on the worker.
/// </summary>
internal sealed class RequestTrace(FunctionContext context) : IHttpRequestIdentifierFeature
{
    private string? id;

    /// <value>32 hexadecimal digits; the id of the invocation if the host supplies no trace.</value>
    [AllowNull]
    public string TraceIdentifier
    {
        get => id ??= context.TraceContext.TraceParent?.Split('-') is [_, { Length: 32 } traceId, ..] ? traceId : context.InvocationId;
        set => id = value;
    }

    /// <summary>Makes <see cref="HttpContext.TraceIdentifier"/> return this id.</summary>
    public static void Attach(FunctionContext context, HttpContext http) =>
        http.Features.Set<IHttpRequestIdentifierFeature>(new RequestTrace(context));
}
