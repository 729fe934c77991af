using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace ApiAccounts.Storage.Backup;

/// <summary>The rows of a table in a file, one a line.</summary>
internal static class RowFile
{
    private const int BufferSize = 64 * 1024;
    private const byte LineEnd = (byte)'\n';

    /// <param name="afterRow">Called after each row.</param>
    /// <returns>The number of rows, and the SHA-256 of the output.</returns>
    public static async Task<(long Rows, string Sha256)> WriteAsync(
        IAsyncEnumerable<TableEntity> rows, Stream output, Action afterRow, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(2 * BufferSize);
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            RowLine.Write(row, buffer);
            buffer.Write([LineEnd]);
            if (buffer.WrittenCount >= BufferSize) await FlushAsync();
            count++;
            afterRow();
        }
        await FlushAsync();
        return (count, Convert.ToHexStringLower(hash.GetHashAndReset()));

        async Task FlushAsync()
        {
            hash.AppendData(buffer.WrittenSpan);
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    /// <exception cref="BackupException">A line is not a row.</exception>
    public static async IAsyncEnumerable<TableEntity> ReadAsync(
        string file, Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(input);
        for (var number = 1L; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            TableEntity row;
            try
            {
                row = RowLine.Read(line);
            }
            catch (FormatException exception)
            {
                throw new BackupException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of {file} is not a row."), exception);
            }
            yield return row;
        }
    }
}
