using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>The app with the settings of <c>up</c>, for the commands of the documentation. All pages share it.</summary>
public sealed class LocalSystem : IAsyncLifetime
{
    /// <summary>Fails where a call does, and where a page uses a variable that nothing has set.</summary>
    private const string Prelude = """
        set -euo pipefail
        curl() { command curl --fail-with-body --no-progress-meter "$@"; }

        """;

    private readonly DirectoryInfo checkout = Directory.CreateTempSubdirectory("docs-");
    private App? app;

    public async ValueTask InitializeAsync() => app = await App.StartAsync(
        (await Azurite.SharedAsync()).NewAccount(),
        ("Mail__Folder", Path.Combine(checkout.FullName, ".data", "mail")),
        ("Mail__From", "accounts@demo.example"));

    /// <summary>Pastes commands into one shell, in which <c>ADMIN</c> is set as <c>up</c> prints it.</summary>
    /// <returns>What they printed, once all have succeeded.</returns>
    internal async Task<string> PasteAsync(IEnumerable<FencedBlock> blocks)
    {
        var script = Prelude + string.Join('\n', blocks.Select(block => block.Text))
            .Replace("http://127.0.0.1:7071", app!.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal);
        await using var shell = ChildProcess.Start(
            "bash", ["-c", script], [new("ADMIN", $"{App.AdministratorName}:{App.AdministratorPassword}")], checkout.FullName);
        var exitCode = await shell.WaitForExitAsync(TimeSpan.FromMinutes(1));
        Assert.True(exitCode == 0, $"{script}\n\nended with {exitCode}:\n{shell.Output}");
        return shell.Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        checkout.Delete(recursive: true);
    }
}
