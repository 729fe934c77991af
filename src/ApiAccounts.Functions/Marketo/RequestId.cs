using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Marketo;

/// <summary>What an answer of <c>/rest</c> is known by: the trace id of W3C Trace Context where there is one, as in the log and the telemetry.</summary>
internal static class RequestId
{
    public static string Of(HttpRequest request) => Activity.Current?.TraceId.ToHexString() ?? request.HttpContext.TraceIdentifier;
}
