using System.Buffers;

namespace Azure.Data.Tables;

/// <summary>Bytes written one after the other into an array of the shared pool.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int InitialSize = 4096;
    private byte[] array = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int length;

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, length);

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return array.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return array.AsSpan(length);
    }

    /// <summary>Gives the array back; nobody may hold <see cref="Written"/> any more.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(array);
        array = [];
        length = 0;
    }

    private void Reserve(int size)
    {
        if (array.Length - length >= Math.Max(1, size)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(array.Length * 2, length + size));
        array.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
