namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// The numbers of the users or groups to delete: <c>[7, 8]</c>, <c>{"ids": [7, 8]}</c>, or <c>{[7, 8]}</c>. The last is not valid JSON,
/// but the documentation of the original prints it.
/// </summary>
internal sealed record AudienceBulkDeleteRequest(uint[]? Ids)
{
    public static async Task<Result<uint[]>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await RequestBody.ReadAsync(request, cancellationToken)).TryGet(out var bytes, out var error)) return error;
        var body = bytes.ToArray();
        BlankBracesAroundArray(body);
        if (JsonBody.IsArray(body)) return JsonBody.Read(body, AudienceJson.Default.UInt32Array);
        if (!JsonBody.Read(body, AudienceJson.Default.AudienceBulkDeleteRequest).TryGet(out var read, out error)) return error;
        return read.Ids is { } ids ? ids : Error.Malformed("ids is missing.", "$.ids");
    }

    /// <summary>Replaces the braces with blanks, so that a later error reports the right position.</summary>
    private static void BlankBracesAroundArray(Span<byte> body)
    {
        var (open, close) = (body.IndexOfAnyExcept(JsonBody.Blanks), body.LastIndexOfAnyExcept(JsonBody.Blanks));
        if (open < 0 || body[open] != '{' || body[close] != '}' || !JsonBody.IsArray(body[(open + 1)..])) return;
        body[open] = body[close] = (byte)' ';
    }
}
