using System.Text.RegularExpressions;

namespace ApiAccounts.Deployment.Tests.Pipeline;

public sealed partial class WorkflowTests
{
    private const string Build = ".github/workflows/build.yml";
    private const string Deploy = ".github/workflows/deploy.yml";

    [Fact]
    public void Both_workflows_are_right()
    {
        Assert.Equal(
            [Build, Deploy],
            Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Select(file => Path.GetRelativePath(Repository.Root, file))
                .Order());
        Assert.Empty(Faults(Build, Text(Build)));
        Assert.Empty(Faults(Deploy, Text(Deploy)));
    }

    [Theory]
    [InlineData(Build, "run: .ci/run", "run: .ci/test", "build.yml: .ci/test does not exist.")]
    [InlineData(Build, "src/ApiAccounts.Functions/ApiAccounts.Functions.csproj", "src/ApiAccounts.Function/ApiAccounts.Function.csproj",
        "build.yml: src/ApiAccounts.Function/ApiAccounts.Function.csproj does not exist.")]
    [InlineData(Build, "dev.cs -- test ApiAccounts.Worker.Tests", "dev.cs -- test ApiAccounts.Work.Tests",
        "build.yml: there are no tests ApiAccounts.Work.Tests.")]
    [InlineData(Build, "infra/main.bicep", "infra/all.bicep", "build.yml: infra/all.bicep does not exist.")]
    [InlineData(Build, "dev.cs -- test", "dev.cs -- tests", "build.yml: dev.cs has no command tests.")]
    [InlineData(Build, "@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "@v6",
        "build.yml: actions/checkout@v6 is not pinned by a hash.")]
    [InlineData(Build, " # v6.0.2", "", "build.yml: nothing says which version of actions/checkout is pinned.")]
    [InlineData(Build, "          persist-credentials: false\n", "", "build.yml: a checkout keeps its credentials.")]
    [InlineData(Build, "permissions:\n  contents: read\n", "", "build.yml: permissions are not limited to reading the contents.")]
    [InlineData(Build, "    timeout-minutes: 15\n", "", "build.yml: infrastructure has no time limit.")]
    [InlineData(Deploy, "./.github/workflows/build.yml", "./.github/workflows/test.yml",
        "deploy.yml: ./.github/workflows/test.yml does not exist.")]
    [InlineData(Deploy, "needs: build", "needs: test", "deploy.yml: deploy needs test, which is no job.")]
    [InlineData(Deploy, "      BUCKETS: ${{ vars.BUCKETS }}\n", "", "deploy.yml: BUCKETS of infra/main.parameters.json is not passed.")]
    [InlineData(Deploy, "      id-token: write\n", "", "deploy.yml: nothing may ask for the token that azd signs in with.")]
    [InlineData(Deploy, "--client-id \"$AZURE_CLIENT_ID\"", "--client-id \"$CLIENT_ID\"",
        "deploy.yml: CLIENT_ID is not set where it is used.")]
    public void What_is_wrong_is_found(string file, string text, string instead, string fault)
    {
        Assert.Contains(text, Text(file), StringComparison.Ordinal);
        Assert.Contains(fault, Faults(file, Text(file).Replace(text, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_pipeline_runs_all_tests_and_the_Functions_host_and_compiles_the_Bicep()
    {
        var jobs = Workflow.Parse(Text(Build)).Jobs.ToDictionary(job => job.Name);
        Assert.Equal(["functions-host", "infrastructure", "tests"], jobs.Keys.Order());
        Assert.Equal([".ci/run"], jobs["tests"].Commands);
        Assert.Equal(
            [
                "npm install --global --ignore-scripts=false azure-functions-core-tools@4",
                "dotnet run dev.cs -- test ApiAccounts.Worker.Tests",
                "dotnet publish src/ApiAccounts.Functions/ApiAccounts.Functions.csproj --configuration Release --output \"$RUNNER_TEMP/package\"",
            ],
            jobs["functions-host"].Commands);
        Assert.Contains("az bicep build", jobs["infrastructure"].Commands[^1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(string file, string text)
    {
        var workflow = Workflow.Parse(text);
        var jobs = workflow.Jobs.Select(job => job.Name).ToHashSet();
        IEnumerable<string> faults =
        [
            .. from path in workflow.Jobs.SelectMany(job => job.Commands).SelectMany(Scripts.PathsIn)
                .Concat(workflow.Uses.Where(use => use.StartsWith("./", StringComparison.Ordinal)))
               where !Scripts.Exists(path)
               select $"{path} does not exist.",
            .. from command in workflow.Jobs.SelectMany(job => job.Commands).SelectMany(Scripts.DevCommandsIn)
               where !Scripts.DevCommands.Contains(command)
               select $"dev.cs has no command {command}.",
            .. from project in workflow.Jobs.SelectMany(job => job.Commands).SelectMany(Scripts.TestedProjectsIn)
               where !Scripts.Exists($"tests/{project}/{project}.csproj")
               select $"there are no tests {project}.",
            .. from use in workflow.Uses
               where !use.StartsWith("./", StringComparison.Ordinal) && !Pinned().IsMatch(use)
               select $"{use} is not pinned by a hash.",
            .. from Match line in Use().Matches(text)
               where !Version().IsMatch(line.Groups["rest"].Value)
               select $"nothing says which version of {line.Groups["action"].Value} is pinned.",
            .. from step in workflow.Steps
               where Yaml.Value(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true
                   && Yaml.Value(step, "with", "persist-credentials") != "false"
               select "a checkout keeps its credentials.",
            .. workflow.Permissions is [("contents", "read")]
                ? Array.Empty<string>()
                : ["permissions are not limited to reading the contents."],
            .. from job in workflow.Jobs where !job.IsCall && job.TimeLimit is null select $"{job.Name} has no time limit.",
            .. from job in workflow.Jobs where job.Needs is not null
                && !jobs.Contains(job.Needs) select $"{job.Name} needs {job.Needs}, which is no job.",
            .. from job in workflow.Jobs
               from command in job.Commands
               where command.Contains("azd auth login", StringComparison.Ordinal) && !job.Permissions.Contains(("id-token", "write"))
               select "nothing may ask for the token that azd signs in with.",
            .. from job in workflow.Jobs
               from command in job.Commands
               from name in Scripts.VariablesIn(command)
               where name != "RUNNER_TEMP" && !job.Environment.ContainsKey(name)
               select $"{name} is not set where it is used.",
            .. from job in workflow.Jobs
               where job.Commands.Any(command => command.Contains("azd up", StringComparison.Ordinal))
               from name in AzdTests.VariablesOfParameters
               where !job.Environment.ContainsKey(name)
               select $"{name} of infra/main.parameters.json is not passed.",
        ];
        return faults.Select(fault => $"{Path.GetFileName(file)}: {fault}");
    }

    private static string Text(string file) => File.ReadAllText(Repository.PathOf(file));

    [GeneratedRegex("^[A-Za-z-]+/[A-Za-z-]+@[0-9a-f]{40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"uses: (?<action>[A-Za-z-]+/[A-Za-z-]+)@\S+(?<rest>.*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Use();

    [GeneratedRegex(@"^ # v[0-9]+\.[0-9]+\.[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
