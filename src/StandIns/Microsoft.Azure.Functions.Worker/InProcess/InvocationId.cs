namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>
/// The ids of runs: GUIDs of version 4 from the fast generator, since they only tell runs apart and
/// <see cref="Guid.NewGuid"/> asks the system for randomness on every request.
/// </summary>
internal static class InvocationId
{
    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
