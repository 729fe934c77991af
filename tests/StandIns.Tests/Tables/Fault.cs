namespace StandIns.Tests.Tables;

/// <summary>What a <see cref="FaultyProxy"/> does instead of passing a request on and its answer back.</summary>
/// <param name="Status">It answers this by itself; the service sees nothing.</param>
/// <param name="LosesAnswer">It passes the request on, then closes the connection without an answer.</param>
internal sealed record Fault(int? Status = null, string Body = "", string ContentType = "application/json", bool LosesAnswer = false)
{
    public static Fault AnswerLost { get; } = new(LosesAnswer: true);
}
