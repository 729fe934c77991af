using System.Text;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>README.md is short. <see cref="CommandTests"/> runs its calls.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void It_is_a_page()
    {
        var text = File.ReadAllText(Repository.PathOf("README.md"));

        Assert.InRange(text.Split('\n').Length, 1, 150);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 8 * 1024);
    }
}
