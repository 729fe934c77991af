using ApiAccounts.Core.Directory.Passwords;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

/// <summary>Who comes first, and who gives way, when more hashes are wanted than there is room for.</summary>
public sealed class HashQueueTests
{
    private readonly HashQueue queue = new(maxRunning: 1, maxWaiting: 4);

    [Fact]
    public async Task Known_names_come_first_whoever_waits_longer()
    {
        using var running = await RunningAsync();
        var stranger = Enter("stranger", "192.0.2.1")!;
        var known = Enter("known", "192.0.2.2", isKnown: true)!;
        var (strangersTurn, knownTurn) = (stranger.TurnAsync(default), known.TurnAsync(default));

        running.Dispose();
        Assert.True(await knownTurn);
        Assert.False(strangersTurn.IsCompleted);
        known.Dispose();
        Assert.True(await strangersTurn);
    }

    [Fact]
    public async Task An_address_with_fewer_claims_comes_before_one_with_more()
    {
        using var running = await RunningAsync();
        var flood = Enumerable.Range(0, 3).Select(number => Enter($"made up {number}", "192.0.2.1")!).ToList();
        var other = Enter("other", "192.0.2.2")!;
        var turns = flood.ConvertAll(place => place.TurnAsync(default));
        var otherTurn = other.TurnAsync(default);

        running.Dispose();
        Assert.True(await turns[0]); // both have the first claim of their address, and this one came before
        flood[0].Dispose();
        Assert.True(await otherTurn);
        Assert.False(turns[1].IsCompleted);
    }

    [Fact]
    public async Task A_name_with_fewer_claims_comes_before_one_with_more_on_whatever_addresses()
    {
        using var running = await RunningAsync();
        var (first, second) = (Enter("guessed", "192.0.2.1")!, Enter("guessed", "192.0.2.2")!);
        var other = Enter("other", "192.0.2.3")!;
        var (firstTurn, secondTurn, otherTurn) = (first.TurnAsync(default), second.TurnAsync(default), other.TurnAsync(default));

        running.Dispose();
        Assert.True(await firstTurn);
        first.Dispose();
        Assert.True(await otherTurn);
        Assert.False(secondTurn.IsCompleted);
    }

    [Fact]
    public async Task Claims_of_one_address_are_served_in_their_order_while_more_keep_coming()
    {
        var running = await RunningAsync();
        var places = Enumerable.Range(0, 4).Select(number => Enter($"name {number}", "192.0.2.1")!).ToList();
        var turns = places.ConvertAll(place => place.TurnAsync(default));
        running.Dispose();
        for (var served = 0; served < 2; served++)
        {
            Assert.True(await turns[served]);
            places[served].Dispose();
        }
        Assert.True(await turns[2]);
        using var newcomer = Enter("newcomer", "192.0.2.1")!;
        var newcomersTurn = newcomer.TurnAsync(default);

        places[2].Dispose();
        Assert.True(await turns[3]);
        Assert.False(newcomersTurn.IsCompleted);
    }

    [Fact]
    public async Task When_it_is_full_the_heaviest_address_gives_way_to_others_only()
    {
        using var running = await RunningAsync();
        var flood = Enumerable.Range(0, 4).Select(number => Enter($"made up {number}", "192.0.2.1")!).ToList();
        var turns = flood.ConvertAll(place => place.TurnAsync(default));

        Assert.Null(Enter("made up 4", "192.0.2.1"));
        Assert.NotNull(Enter("somebody", "192.0.2.2"));
        Assert.False(await turns[3]); // the newest of the flood
        Assert.False(turns[2].IsCompleted);
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_count_as_one()
    {
        using var running = await RunningAsync();
        var flood = Enumerable.Range(1, 4).Select(number => Enter($"made up {number}", $"2001:db8:0:1::{number}")!).ToList();

        Assert.Null(Enter("made up 5", "2001:db8:0:1::5"));
        Assert.NotNull(Enter("somebody", "2001:db8:0:2::1"));
        Assert.False(await flood[3].TurnAsync(default));
    }

    [Fact]
    public async Task A_known_name_takes_the_place_of_an_unknown_one_even_at_its_address()
    {
        using var running = await RunningAsync();
        var flood = Enumerable.Range(0, 4).Select(number => Enter($"made up {number}", "192.0.2.1")!).ToList();

        for (var number = 0; number < 4; number++) Assert.NotNull(Enter($"known {number}", "192.0.2.1", isKnown: true));
        Assert.Null(Enter("known 4", "192.0.2.1", isKnown: true));
        Assert.Null(Enter("somebody", "192.0.2.9"));
        foreach (var place in flood) Assert.False(await place.TurnAsync(default));
    }

    [Fact]
    public async Task A_caller_that_leaves_gives_its_place_back()
    {
        using var running = await RunningAsync();
        using var leaving = new CancellationTokenSource();
        var places = Enumerable.Range(0, 4).Select(number => Enter($"name {number}", $"192.0.2.{number}")!).ToList();
        var turns = places.ConvertAll(place => place.TurnAsync(leaving.Token));
        await leaving.CancelAsync();
        foreach (var turn in turns) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
        places.ForEach(place => place.Dispose());

        using var next = Enter("next", "192.0.2.1")!;
        var nextTurn = next.TurnAsync(default);
        running.Dispose();
        Assert.True(await nextTurn);
    }

    private HashQueue.Place? Enter(string name, string address, bool isKnown = false) => queue.Enter(new(name, address, isKnown));

    private async Task<HashQueue.Place> RunningAsync()
    {
        var place = queue.Enter(HashClaim.Authenticated)!;
        Assert.True(await place.TurnAsync(default));
        return place;
    }
}
