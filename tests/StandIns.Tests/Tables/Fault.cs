namespace StandIns.Tests.Tables;

/// <summary>What a <see cref="FaultyProxy"/> does instead of passing a request on and its answer back.</summary>
/// <param name="Status">It answers this by itself; the service sees nothing.</param>
/// <param name="LosesAnswer">It passes the request on, then closes the connection without an answer.</param>
/// <param name="Held">It calls this instead, then answers nothing until the client hangs up.</param>
internal sealed record Fault(
    int? Status = null, string Body = "", string ContentType = "application/json", bool LosesAnswer = false, Func<Task>? Held = null)
{
    public static Fault AnswerLost { get; } = new(LosesAnswer: true);
}
