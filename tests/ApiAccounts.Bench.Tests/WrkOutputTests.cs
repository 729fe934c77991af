using ApiAccounts.Bench.Load;

namespace ApiAccounts.Bench.Tests;

public sealed class WrkOutputTests
{
    private const string Usual = """
        Running 4s test @ http://127.0.0.1:33451/verify
          1 threads and 32 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency   543.21us    1.02ms  25.10ms   95.11%
            Req/Sec    62.13k     4.52k   70.01k    67.50%
          Latency Distribution
             50%  412.00us
             75%  598.00us
             90%    0.87ms
             99%    4.61ms
          247213 requests in 4.00s, 68.61MB read
        Requests/sec:  61792.34
        Transfer/sec:     17.15MB
        """;

    [Fact]
    public void Rate_latencies_and_number_of_requests_are_read() => Assert.Equal(
        new WrkOutput(247_213, 61_792.34, TimeSpan.FromMicroseconds(412), TimeSpan.FromMicroseconds(4_610), 0), WrkOutput.Parse(Usual));

    [Fact]
    public void Latencies_may_be_in_seconds_and_minutes()
    {
        var slow = WrkOutput.Parse(
            Usual.Replace("412.00us", "1.50s", StringComparison.Ordinal).Replace("4.61ms", "1.25m", StringComparison.Ordinal));

        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(75)), (slow.P50, slow.P99));
    }

    [Fact]
    public void Failed_requests_of_both_kinds_are_added()
    {
        const string Failures = "  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 100\n";

        Assert.Equal(110, WrkOutput.Parse(Usual.Replace("Requests/sec:", Failures + "Requests/sec:", StringComparison.Ordinal)).Failures);
    }

    [Fact]
    public void What_wrk_did_not_print_is_no_output_of_wrk() =>
        Assert.Throws<FormatException>(() => WrkOutput.Parse("unable to connect to 127.0.0.1:1 Connection refused"));
}
