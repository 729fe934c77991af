using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Reports;

namespace ApiAccounts.Functions.Dialects.V1.Audit;

/// <summary><c>/api/v1/audit</c>: the audit trail of a partner, which records who changed what, when and from where.</summary>
public sealed class V1AuditFunctions(Api api, ReadAudit read)
{
    private static readonly string[] Parameters = ["from", "before", "action", "subject", "actor", "after", "pageSize"];

    [Function(nameof(ListAudit))]
    public Task<IResult> ListAudit(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/audit")] HttpRequest request, CancellationToken cancellationToken) => api.As(
            request,
            caller => ReadAsync(caller, request, cancellationToken),
            page => TypedResults.Json(V1AuditResponse.Of(page), V1Json.Default.V1AuditResponse),
            cancellationToken);

    private async Task<Result<AuditPage>> ReadAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryParameters.Of(request, Parameters).TryGet(out var parameters, out var error)) return error;
        if (!ReadQuery(parameters).TryGet(out var query, out error)) return error;
        if (!parameters.PageSize().TryGet(out var pageSize, out error)) return error;
        return await read.ExecuteAsync(caller, query, pageSize, cancellationToken);
    }

    private static Result<AuditQuery> ReadQuery(QueryParameters parameters)
    {
        if (!parameters.Time("from").TryGet(out var from, out var error)) return error;
        if (!parameters.Time("before").TryGet(out var before, out error)) return error;
        if (!parameters.Choice<AuditAction>("action", "action").TryGet(out var action, out error)) return error;
        if (!parameters.Id("subject").TryGet(out var subject, out error)) return error;
        if (!parameters.Id("actor").TryGet(out var actor, out error)) return error;
        if (parameters.Text("after") is { } after && !AuditEntries.IsKey(after))
            return Error.Malformed("'after' must be the 'next' of an earlier response.", "after");
        return new AuditQuery
        {
            From = from,
            Before = before,
            Action = action,
            Subject = subject,
            Actor = actor,
            After = parameters.Text("after"),
        };
    }
}
