namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>The product's own API: <c>/api/v1</c>, <c>/verify</c>, <c>/healthz</c>, and all paths that no other dialect owns.</summary>
internal sealed class V1Dialect : IDialect
{
    public bool Owns(PathString path) => true;

    public IResult Answer(Error error) => Problems.Answer(error);
}
