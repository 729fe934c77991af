using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Docs;

public sealed class ReadmeTests
{
    [Fact]
    public void It_is_a_page()
    {
        var text = File.ReadAllText(Repository.PathOf("README.md"));

        Assert.InRange(text.Split('\n').Length, 1, 150);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 8 * 1024);
    }

    /// <summary>Pasted into one shell, with <c>ADMIN</c> as <c>up</c> prints it.</summary>
    [Fact]
    public async Task Its_calls_work_as_they_are()
    {
        await using var app = await App.StartAsync((await Azurite.SharedAsync()).NewAccount());
        var script = new MarkdownPage("README.md").Commands("Five calls")
            .Replace("http://127.0.0.1:7071", app.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("readme");
        try
        {
            await using var shell = ChildProcess.Start(
                "bash",
                ["-e", "-c", script],
                [new("ADMIN", $"{App.AdministratorName}:{App.AdministratorPassword}")],
                folder.FullName);

            Assert.Equal(0, await shell.WaitForExitAsync(TimeSpan.FromMinutes(1)));
            Assert.Contains("HTTP/1.1 204 No Content\n", shell.Output, StringComparison.Ordinal);
            Assert.Contains("X-Partner: 1\n", shell.Output, StringComparison.Ordinal);
            Assert.Contains("\"Description\":\"Nightly export\"", shell.Output, StringComparison.Ordinal);
            Assert.Contains("\"by\":\"hour\"", shell.Output, StringComparison.Ordinal);
            Assert.Equal(2, shell.Output.Split("HTTP/1.1 204 No Content").Length - 1);
            Assert.DoesNotContain("HTTP/1.1 4", shell.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
