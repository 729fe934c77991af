using Azure;

namespace ApiAccounts.Storage.Tests;

public sealed class StorageFaultTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(412, false)]
    public void An_answer_is_transient_by_its_status(int status, bool isTransient) =>
        Assert.Equal(isTransient, StorageFault.IsTransient(new RequestFailedException(status, "An answer."), default));

    [Fact]
    public void A_failed_connection_is_transient_and_a_cancelled_call_is_not()
    {
        Assert.True(StorageFault.IsTransient(new IOException(), default));
        Assert.True(StorageFault.IsTransient(new HttpRequestException(), default));
        Assert.True(
            StorageFault.IsTransient(
                new TaskCanceledException("A time-out of the client.", null, new CancellationToken(canceled: true)), default));
        Assert.False(StorageFault.IsTransient(new TaskCanceledException("Left."), new CancellationToken(canceled: true)));
        Assert.False(StorageFault.IsTransient(new InvalidDataException(), default));
    }

    [Fact]
    public void Several_faults_are_transient_only_if_all_are()
    {
        Assert.True(StorageFault.IsTransient(new AggregateException(new IOException(), new RequestFailedException(503, "Busy.")), default));
        Assert.False(StorageFault.IsTransient(new AggregateException(new IOException(), new RequestFailedException(403, "No.")), default));
    }
}
