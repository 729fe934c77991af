using ApiAccounts.Tools.Demo.Steps;

namespace ApiAccounts.Tools.Demo;

/// <summary>The main loop against a running system: register, call, count, list, delete. A step that does not hold ends it.</summary>
internal sealed class Story(Stage stage, PlayedSystem system)
{
    private readonly List<Func<Task>> cleanUps = [];

    /// <exception cref="ToolException">A step does not hold. What the story created is removed, as far as that works.</exception>
    public async Task PlayAsync()
    {
        try
        {
            await PlayStepsAsync();
        }
        catch (Exception exception) when (exception is ToolException or OperationCanceledException)
        {
            await CleanUpAsync();
            if (exception is OperationCanceledException) throw;
            throw new ToolException($"{stage.Step} failed: {stage.Secrets.Mask(exception.Message)}");
        }
        Console.WriteLine("\nAll held.");
    }

    private async Task PlayStepsAsync()
    {
        var registrations = new Registrations(stage, system.Administrator);
        cleanUps.Add(registrations.CleanUpAsync);
        stage.Begin("Register an API account that manages others");
        var manager = await registrations.RegisterAsync("Demo manager");

        stage.Begin("Register another, for a program that calls");
        var caller = await registrations.RegisterAsync("Demo caller");
        var listed = await new CountedCalls(stage, manager, caller, system.ClockSkew).PlayAsync();

        var managed = new ManagedApiUsers(stage, registrations, manager, listed.OperatorGuid, caller);
        await managed.PlayAsync();

        var colleague = new Colleague(stage, manager, system.MailFolder);
        cleanUps.Add(colleague.CleanUpAsync);
        await colleague.PlayAsync(listed.OperatorGuid, caller.UserName);

        var integration = new Integration(stage, manager);
        cleanUps.Add(integration.CleanUpAsync);
        await integration.PlayAsync();

        stage.Begin("Look for the passwords in the storage");
        await SearchStorageAsync();

        await managed.DeleteAsync();

        stage.Begin("Delete the caller");
        (await stage.ShowAsync(HttpMethod.Delete, $"/v4/ApiUser/{listed.ApiUserGuid}", manager)).MustBe(204);

        stage.Begin("Its credentials no longer work, and it is not in the list");
        (await stage.ShowAsync(HttpMethod.Get, "/verify", caller)).MustBe(401);
        if (await ListedApiUser.FindAsync(stage, manager, caller) is { } stillThere)
            throw new ToolException($"It is still in the list: {stillThere.Json}");
        stage.Print("GET /v4/ApiUser: not in the list");

        stage.Begin("No answer after the first gave a password away, nor does the storage");
        if (stage.Secrets.Sightings is [var sighting, ..]) throw new ToolException($"A password was in {sighting}.");
        stage.Print($"{stage.Answers:N0} answers searched");
        await SearchStorageAsync();

        stage.Begin("Delete the manager, by itself");
        var itself = await ListedApiUser.FindAsync(stage, manager, manager)
            ?? throw new ToolException("The manager is not in its own list.");
        (await stage.ShowAsync(HttpMethod.Delete, $"/v4/ApiUser/{itself.ApiUserGuid}", manager)).MustBe(204);
        (await stage.ShowAsync(HttpMethod.Get, "/verify", manager)).MustBe(401);
    }

    private async Task CleanUpAsync()
    {
        foreach (var cleanUp in Enumerable.Reverse(cleanUps))
        {
            try
            {
                await cleanUp();
            }
            catch (ToolException)
            {
                // The step that failed is what matters.
            }
        }
    }

    private async Task SearchStorageAsync()
    {
        if (system.Storage is null)
        {
            stage.Print($"skipped: {LocalSettings.FileName} does not give the storage of that system, on 127.0.0.1");
            return;
        }
        var (tables, rows) = await system.Storage.SearchAsync(stage.Secrets, stage.CancellationToken);
        stage.Print($"{rows:N0} rows of {tables:N0} tables searched: in none");
    }
}
