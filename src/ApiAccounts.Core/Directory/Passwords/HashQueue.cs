using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>For whom a hash is computed.</summary>
/// <param name="Name">The key of the user name; null if a caller that is authenticated already needs the hash.</param>
/// <param name="Address">The caller's network address; null if unknown.</param>
/// <param name="IsKnown">Whether somebody signed in with this name lately, or the caller is authenticated already.</param>
public readonly record struct HashClaim(string? Name, string? Address, bool IsKnown)
{
    /// <summary>Of a caller that is authenticated already.</summary>
    public static HashClaim Authenticated { get; } = new(null, null, IsKnown: true);

    /// <summary>
    /// The address, or the network of 64 bits that an IPv6 address is in: one caller has all addresses of its network.
    /// </summary>
    internal string? Network => IPAddress.TryParse(Address, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
        ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : Address;
}

/// <summary>
/// Limits the number of concurrent hashes and shares them fairly. Known names come first. The others take turns by name and by address,
/// so a name with many claims does not delay a name with few. When all places are taken, the name or address with most claims loses one
/// of its places.
/// </summary>
/// <remarks>
/// The turns are those of start-time fair queueing: a claim is due one turn after the last of the same name and address, or now if there
/// is none. Now is the turn of the claim that was served last.
/// </remarks>
internal sealed class HashQueue(int maxRunning, int maxWaiting)
{
    private readonly Lock gate = new();
    private readonly List<Place> places = [];
    private int running;
    private long entered;
    private long turnNow;

    /// <returns>A place in the queue; null if there is none for this claim. Dispose it when the hash is computed or not needed.</returns>
    public Place? Enter(HashClaim claim)
    {
        lock (gate)
        {
            if (places.Count >= maxRunning + maxWaiting)
            {
                if (VictimOf(claim) is not { } victim) return null;
                places.Remove(victim);
                victim.Evict();
            }
            var due = places.Where(other => other.HasNameOf(claim) || other.HasNetworkOf(claim)).Select(other => other.Due + 1);
            var place = new Place(this, claim, due.Append(turnNow).Max(), entered++);
            places.Add(place);
            return place;
        }
    }

    /// <summary>Finds the newest place, not yet running, of the name or network with most places.</summary>
    /// <returns>Null if the newcomer has as many, with its own.</returns>
    private Place? VictimOf(HashClaim newcomer)
    {
        var victim = places.Where(place => !place.IsRunning && (newcomer.IsKnown || !place.Claim.IsKnown))
            .OrderBy(place => place.Claim.IsKnown).ThenByDescending(place => Weight(place.Claim)).ThenByDescending(place => place.Number)
            .FirstOrDefault();
        if (victim is null) return null;
        return (newcomer.IsKnown && !victim.Claim.IsKnown) || Weight(victim.Claim) > Weight(newcomer) + 1 ? victim : null;

        int Weight(HashClaim of) => Math.Max(places.Count(place => place.HasNameOf(of)), places.Count(place => place.HasNetworkOf(of)));
    }

    private Task<bool> WaitAsync(Place place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (place.IsEvicted) return Task.FromResult(false);
            if (place.IsRunning) return Task.FromResult(true);
            if (running >= maxRunning) return place.WaitAsync(cancellationToken);
            running++;
            place.Run();
            return Task.FromResult(true);
        }
    }

    private void Leave(Place place)
    {
        lock (gate)
        {
            if (!places.Remove(place)) return;
            if (!place.IsRunning) return;
            running--;
            var next = places.Where(waiting => waiting.IsWaiting)
                .OrderBy(waiting => !waiting.Claim.IsKnown).ThenBy(waiting => waiting.Due).ThenBy(waiting => waiting.Number)
                .FirstOrDefault();
            if (next is null) return;
            turnNow = Math.Max(turnNow, next.Due);
            running++;
            next.Run();
        }
    }

    /// <summary>A place in the queue. All members but <see cref="TurnAsync"/> and <see cref="Dispose"/> are used under its lock.</summary>
    /// <param name="due">The turn in which it is to run.</param>
    /// <param name="number">The order in which places were taken.</param>
    internal sealed class Place(HashQueue queue, HashClaim claim, long due, long number) : IDisposable
    {
        private TaskCompletionSource<bool>? turn;

        public HashClaim Claim => claim;

        public long Due => due;

        public long Number => number;

        public bool IsRunning { get; private set; }

        public bool IsEvicted { get; private set; }

        public bool IsWaiting => turn is { Task.IsCompleted: false };

        public bool HasNameOf(HashClaim other) => claim.Name is not null && claim.Name == other.Name;

        public bool HasNetworkOf(HashClaim other) => claim.Network is { } network && network == other.Network;

        /// <summary>Waits until the hash may be computed.</summary>
        /// <returns>False if another claim took the place.</returns>
        public Task<bool> TurnAsync(CancellationToken cancellationToken) => queue.WaitAsync(this, cancellationToken);

        public Task<bool> WaitAsync(CancellationToken cancellationToken)
        {
            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return turn.Task.WaitAsync(cancellationToken);
        }

        public void Run()
        {
            IsRunning = true;
            turn?.TrySetResult(true);
        }

        public void Evict()
        {
            IsEvicted = true;
            turn?.TrySetResult(false);
        }

        public void Dispose() => queue.Leave(this);
    }
}
