using System.Diagnostics;
using System.Net.Sockets;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>What became of a call.</summary>
/// <param name="Status">Null when it was not answered.</param>
/// <param name="WasSent">False when nobody listened.</param>
/// <param name="EndedAt">A time of <see cref="Stopwatch"/>.</param>
internal readonly record struct Reply(int? Status, string Body, bool WasSent, long EndedAt);

/// <summary>
/// Makes calls one after the other, with at most one connection to each instance, and writes down what has become certain by each: that it
/// has to be counted, that it may be, that a credential was accepted or refused.
/// </summary>
internal sealed class Client(Tally tally) : IDisposable
{
    private readonly Dictionary<Instance, (int Port, PlainConnection Connection)> connections = [];

    public Task<Reply> VerifyAsync(Instance instance, Credential credential) => SendAsync(instance, credential, "GET", "/verify");

    public async Task<Reply> SendAsync(Instance instance, Credential credential, string method, string path, string? json = null)
    {
        if (await ConnectAsync(instance) is not { } connection) return new(null, "", false, Stopwatch.GetTimestamp());
        var (began, beganAt) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        (int? Status, string Body) answer;
        try
        {
            answer = await connection.SendAsync(method, path, credential.Authorization, json);
        }
        catch (Exception exception) when (exception is IOException or SocketException or TimeoutException or InvalidOperationException)
        {
            answer = (null, "");
            Drop(instance);
        }
        Note(instance, credential, answer.Status, began, beganAt);
        return new(answer.Status, answer.Body, true, Stopwatch.GetTimestamp());
    }

    public void Dispose()
    {
        foreach (var (_, connection) in connections.Values) connection.Dispose();
    }

    private void Note(Instance instance, Credential credential, int? status, DateTimeOffset began, long beganAt)
    {
        var apiUser = credential.ApiUser;
        switch (status)
        {
            case 401 or 403:
                tally.Count("calls refused");
                if (apiUser.IsSteady)
                    tally.Found($"{apiUser.UserName} was refused ({status}) by instance {instance.Number} though nobody has ended it.");
                break;
            case null or 429 or >= 500:
                tally.Count(status is null ? "calls unanswered" : $"calls answered {status}");
                apiUser.Unanswered(status is null ? null : DateTimeOffset.UtcNow);
                break;
            default:
                tally.Count("calls counted");
                if (credential.AcceptedAfter(beganAt) is { } late)
                {
                    if (late <= Scenario.RevocationBound)
                        tally.Count("calls accepted after an end, within the bound");
                    else
                    {
                        var time = FormattableString.Invariant($"{late.TotalMilliseconds:F0} ms");
                        tally.Found($"{apiUser.UserName} was accepted ({status}) by instance {instance.Number}, {time} after its end was answered.");
                    }
                }
                apiUser.Answered(began, DateTimeOffset.UtcNow);
                break;
        }
    }

    /// <returns>Null when the instance is down.</returns>
    private async Task<PlainConnection?> ConnectAsync(Instance instance)
    {
        var port = instance.App?.Port;
        if (connections.TryGetValue(instance, out var known))
        {
            if (known.Port == port) return known.Connection;
            Drop(instance);
        }
        if (port is null) return null;
        try
        {
            var connection = await PlainConnection.OpenAsync(port.Value);
            connections[instance] = (port.Value, connection);
            return connection;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private void Drop(Instance instance)
    {
        if (connections.Remove(instance, out var known)) known.Connection.Dispose();
    }
}
