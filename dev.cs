#!/usr/bin/env dotnet
#:property PublishAot=false

// The local system in five commands: dotnet run dev.cs -- up | demo | test | bench | soak. Below, in this order: the commands, what `up` needs
// (arguments, settings, the host, Node, processes), the steps of `demo`, the test run, the benches and the soak. It is one file because not
// every 10.0 SDK can include others, and has no packages, so that it runs before anything is restored.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

using var stop = new StopRequest();
try
{
    return args switch
    {
        [] or ["help" or "--help" or "-h", ..] => Usage.Print(),
        ["up" or "demo" or "test" or "soak", .., "--help" or "-h"] => Usage.Print(),
        ["up", .. var rest] => await new Up(UpOptions.Parse(rest), stop).RunAsync(),
        ["demo", .. var rest] => await Demo.RunAsync(new Arguments("demo", rest, "url", "admin-email", "admin-password"), stop.Token),
        ["test", .. var filters] => await new TestRun(filters, stop.Token).RunAsync(),
        ["bench", .. var rest] => await BenchRun.RunAsync(rest, stop.Token),
        ["soak", .. var rest] => await Soak.RunAsync(new Arguments("soak", rest, "minutes", "seed"), stop.Token),
        _ => throw Failure.OfArguments($"Unknown command '{args[0]}': it is up, demo, test, bench, soak or help."),
    };
}
catch (Failure failure)
{
    Console.Error.WriteLine(failure.Message);
    return failure.ExitCode;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return args[0] == "up" ? 0 : 1;
}

internal static class Usage
{
    public static int Print()
    {
        Console.WriteLine("""
            dotnet run dev.cs -- up [OPTION…]      builds and runs the system here, until Ctrl-C
                --port 7071                        where the app listens, on 127.0.0.1
                --storage-port 10000               where Azurite listens: this port, and the next two for queues and tables
                --data FOLDER                      where Azurite keeps its data (.data)
                --host auto|self|func              on the self-host, or in func start; auto takes func where it is installed
                --admin-email admin@demo.example   who administers the first partner
                --admin-password SECRET            generated, and kept in local.settings.json, when not given

            dotnet run dev.cs -- demo [OPTION…]    plays the main loop against a running system, step by step
                --url http://127.0.0.1:7071        these three are taken from local.settings.json when not given
                --admin-email admin@demo.example
                --admin-password SECRET

            dotnet run dev.cs -- test [FILTER…]    builds everything and runs the tests: all, or those whose full name contains a
                                                   FILTER (or matches it, when it is an expression such as Category=Slow)

            dotnet run dev.cs -- bench [NAME…]     builds for release and measures: all, or of verify, worker, aggregate, overview,
                --quick                            register, revoke and micro those named (docs/bench.md); needs Linux, and wrk for
                --results FOLDER                   verify and worker; the figures go to FOLDER (.bench) as JSON

            dotnet run dev.cs -- soak [OPTION…]    several instances under load while everything goes wrong that can: then the counts
                --minutes 10                       have to be exact, and what was revoked has to have been refused
                --seed NUMBER                      for the same schedule of faults again; random, and printed, when not given
            """);
        return 0;
    }
}

/// <summary>What went wrong, in one sentence for the person at the keyboard.</summary>
internal sealed class Failure(string sentence, int exitCode = 1) : Exception(sentence)
{
    public int ExitCode => exitCode;

    public static Failure OfArguments(string sentence) => new($"{sentence} See: dotnet run dev.cs -- help", exitCode: 2);
}

/// <summary>The checkout this file is the root of.</summary>
internal static class Checkout
{
    public const string Solution = "ApiAccountsFunctions.sln";

    public static string Root { get; } = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;

    public static string PathOf(string relative) => Path.Combine(Root, relative);
}

/// <summary>
/// Ctrl-C, SIGTERM, a closed terminal, or the death of the <c>dotnet run</c> above this program. The first asks for an orderly stop;
/// a second Ctrl-C asks to do without the order.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource first = new();
    private readonly CancellationTokenSource second = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Timer? parentWatch;

    public StopRequest()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, On))];
        if (OperatingSystem.IsWindows()) return;
        var parent = ParentProcessId();
        var often = TimeSpan.FromSeconds(1);
        parentWatch = new(_ => { if (ParentProcessId() != parent) first.Cancel(); }, null, often, often);
    }

    public CancellationToken Token => first.Token;

    public CancellationToken Again => second.Token;

    public void Dispose()
    {
        parentWatch?.Dispose();
        foreach (var registration in registrations) registration.Dispose();
        first.Dispose();
        second.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (first.IsCancellationRequested && context.Signal == PosixSignal.SIGINT) second.Cancel();
        first.Cancel();
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentProcessId();
}

/// <summary>The <c>--name value</c> (or <c>--name=value</c>) pairs after a command.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = [];

    public Arguments(string command, string[] args, params string[] known)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !known.Contains(name[2..]))
                throw Failure.OfArguments($"'{name}' is not an option of {command}.");
            value ??= ++i < args.Length ? args[i] : throw Failure.OfArguments($"{name} needs a value.");
            if (!values.TryAdd(name[2..], value)) throw Failure.OfArguments($"{name} is given twice.");
        }
    }

    public string? this[string name] => values.GetValueOrDefault(name);

    public int Port(string name, int otherwise, int last = 65535) => Number(name, otherwise, 1, last);

    public int Number(string name, int otherwise, int first, int last)
    {
        if (this[name] is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last
            ? number
            : throw Failure.OfArguments($"--{name} is a number from {first} to {last}, not '{text}'.");
    }

    /// <summary>An address to sign in with: a colon in it could not be sent with Basic authentication.</summary>
    public string? Email(string name) =>
        this[name] is { } text && !Regex.IsMatch(text, @"^[^@:\s]+@[^@:\s]+$")
            ? throw Failure.OfArguments($"--{name} is an e-mail address, not '{text}'.")
            : this[name];
}

internal sealed record UpOptions(int Port, int StoragePort, string Data, HostChoice Host, string? AdminEmail, string? AdminPassword)
{
    public static UpOptions Parse(string[] args)
    {
        var arguments = new Arguments("up", args, "port", "storage-port", "data", "host", "admin-email", "admin-password");
        var options = new UpOptions(
            arguments.Port("port", 7071),
            arguments.Port("storage-port", 10000, last: 65533),
            arguments["data"] is { } folder ? Path.GetFullPath(folder) : Checkout.PathOf(".data"),
            arguments["host"] switch
            {
                null or "auto" => HostChoice.Auto,
                "self" => HostChoice.Self,
                "func" => HostChoice.Func,
                var other => throw Failure.OfArguments($"--host is auto, self or func, not '{other}'."),
            },
            arguments.Email("admin-email"),
            arguments["admin-password"]);
        if (options.Port >= options.StoragePort && options.Port <= options.StoragePort + 2)
            throw Failure.OfArguments($"--port {options.Port} is one of the three ports from --storage-port {options.StoragePort} on.");
        if (options.AdminPassword is { } password && !Password.IsAcceptable(password))
            throw Failure.OfArguments($"--admin-password is too weak: {Password.Rule}.");
        return options;
    }
}

internal static class Password
{
    public const string Rule = "12 to 40 characters, the first and the last a letter or digit, "
        + "with at least one upper-case letter, lower-case letter, digit and special character other than ':'";

    public static bool IsAcceptable(string text) =>
        text.Length is >= 12 and <= 40
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiDigit)
        && text.Any(character => !char.IsAsciiLetterOrDigit(character) && character != ':');

    /// <summary>Four groups of five characters that cannot be mistaken for each other: about 115 random bits.</summary>
    public static string Generate()
    {
        const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        while (true)
        {
            var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
            if (IsAcceptable(password)) return password;
        }
    }
}

/// <summary>The Azurite of this checkout as the app addresses it, with the account and key that every Azurite has.</summary>
internal static class LocalStorage
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static string ConnectionString(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{port + 1}/{Account};TableEndpoint=http://127.0.0.1:{port + 2}/{Account};";
}

/// <summary>
/// The git-ignored <c>local.settings.json</c>: what `up` settles is written, secrets are made once, and everything else a person
/// wrote there stays.
/// </summary>
internal sealed class LocalSettings
{
    public const string FileName = "local.settings.json";
    private const string AdminEmailName = "Bootstrap__AdminEmail";
    private const string AdminPasswordName = "Bootstrap__AdminPassword";
    private const string InvitationPageName = "Invitations__Page";
    private const string LocalAddress = "http://127.0.0.1:";
    private static readonly JsonDocumentOptions OnceEach = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly JsonObject document;

    private LocalSettings(JsonObject document) => this.document = document;

    public string? AdminEmail => Value(AdminEmailName);

    public string? AdminPassword => Value(AdminPasswordName);

    public string? StorageConnection => Value("AccountsStorage");

    public string? MailFolder => Value("Mail__Folder");

    /// <summary>The folder that mails are written to, or the mail server that takes them.</summary>
    public string? MailsGo => MailFolder ?? Value("Mail__SmtpHost");

    public int? Port => (Section("Host")["LocalHttpPort"] as JsonValue)?.TryGetValue<int>(out var port) == true ? port : null;

    /// <returns>Null when there is no such file.</returns>
    public static LocalSettings? Read()
    {
        try
        {
            var text = File.ReadAllText(Checkout.PathOf(FileName));
            var document = JsonNode.Parse(text, documentOptions: OnceEach) as JsonObject ?? throw new JsonException("It is not an object.");
            if (document["Values"] is not (null or JsonObject) || document["Host"] is not (null or JsonObject))
                throw new JsonException("Its \"Values\" and \"Host\" are objects.");
            return new(document);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new Failure($"{FileName} is not readable JSON, so correct it or delete it (its secrets go with it): {exception.Message}");
        }
    }

    public static LocalSettings Empty() => new([]);

    public void Update(UpOptions options)
    {
        document.TryAdd("IsEncrypted", false);
        var values = Section("Values");
        values.TryAdd("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated");
        values["AzureWebJobsStorage"] = LocalStorage.ConnectionString(options.StoragePort);
        values["AccountsStorage"] = LocalStorage.ConnectionString(options.StoragePort);
        foreach (var keys in (string[])["Secrets__Peppers__", "Tokens__SigningKeys__"])
        {
            if (!values.Any(value => value.Key.StartsWith(keys, StringComparison.Ordinal)))
                values[keys + "1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        }
        values.TryAdd("Bootstrap__PartnerName", "Demo");
        if (!values.ContainsKey("Mail__SmtpHost"))
        {
            values["Mail__Folder"] = Path.Combine(options.Data, "mail");
            values.TryAdd("Mail__From", "accounts@demo.example");
        }
        if (Value(InvitationPageName)?.StartsWith(LocalAddress, StringComparison.Ordinal) != false) // the port may be another than last time
            values[InvitationPageName] = $"{LocalAddress}{options.Port}/invitation";
        values[AdminEmailName] = options.AdminEmail ?? AdminEmail ?? "admin@demo.example";
        values[AdminPasswordName] = options.AdminPassword ?? AdminPassword ?? Password.Generate();
        Section("Host")["LocalHttpPort"] = options.Port;
        if (!Password.IsAcceptable(AdminPassword!))
            throw new Failure($"{AdminPasswordName} in {FileName} is too weak: {Password.Rule}.");
    }

    /// <summary>Only its owner may read it; it is whole at any moment.</summary>
    public void Save()
    {
        var file = Checkout.PathOf(FileName);
        var draft = file + ".draft";
        File.Delete(draft);
        var forMyself = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) forMyself.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, forMyself)) writer.Write(document.ToJsonString(Layout) + "\n");
        File.Move(draft, file, overwrite: true);
    }

    private string? Value(string name) => Section("Values")[name]?.ToString();

    private JsonObject Section(string name)
    {
        if (document[name] is JsonObject section) return section;
        var created = new JsonObject();
        document[name] = created;
        return created;
    }
}

/// <summary>A program that is run to its end.</summary>
internal static class Tool
{
    /// <summary>MSBuild's worker processes would outlive the build, and hold its output open.</summary>
    private static readonly KeyValuePair<string, string?> NoNodeReuse = new("MSBUILDDISABLENODEREUSE", "1");

    /// <returns>How it ended and what it wrote; null when there is no such program.</returns>
    public static async Task<(int ExitCode, string Output)?> CaptureAsync(
        string program, string[] arguments, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var exitCode = await RunAsync(program, arguments, line => output.AppendLine(line), cancellationToken);
        return exitCode is { } code ? (code, output.ToString()) : null;
    }

    /// <returns>Its exit code; null when there is no such program.</returns>
    public static async Task<int?> RunAsync(string program, string[] arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(NameOf(program), arguments)
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[NoNodeReuse.Key] = NoNodeReuse.Value;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        cancellationToken.ThrowIfCancellationRequested(); // Ctrl-C reached it too: its exit code says nothing.
        return process.ExitCode;

        void Take(string? line)
        {
            if (line is null) return;
            lock (process) onLine(line);
        }
    }

    /// <summary>On Windows, npm is a script.</summary>
    private static string NameOf(string program) => OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program;
}

/// <summary>Azurite and the checks of openapi.yaml, and the Node.js they need.</summary>
internal static partial class NodePackages
{
    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        const string Need = "Azurite, the local storage, and the checks of openapi.yaml need Node.js 20.19 or newer";
        var (_, output) = await Tool.CaptureAsync("node", ["--version"], cancellationToken)
            ?? throw new Failure($"Node.js is missing: {Need}.");
        var version = output.Trim();
        if (!Version.TryParse(version.TrimStart('v'), out var number) || number < new Version(20, 19))
            throw new Failure($"Node.js {version} is too old: {Need}.");
        var wanted = new FileInfo(Checkout.PathOf("package-lock.json"));
        var installed = new FileInfo(Checkout.PathOf("node_modules/.package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc) return;

        Console.WriteLine("Installing Azurite and the checks of openapi.yaml (npm ci) …");
        string[] arguments = ["ci", "--no-progress", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
        var npm = await Tool.CaptureAsync("npm", arguments, cancellationToken) ?? throw new Failure($"npm is missing: {Need} and its npm.");
        if (npm.ExitCode != 0)
        {
            var unreachable = Unreachable.Match(npm.Output);
            throw new Failure(unreachable.Success
                ? $"The npm registry cannot be reached to install Azurite and the checks of openapi.yaml: {unreachable.Value.Trim()}"
                : $"npm ci failed:\n{npm.Output}");
        }
        File.SetLastWriteTimeUtc(installed.FullName, DateTime.UtcNow);
    }

    [GeneratedRegex("(request to .* failed, reason|network timeout at): .*", RegexOptions.CultureInvariant)]
    private static partial Regex Unreachable { get; }
}

internal enum HostChoice
{
    Auto,
    Self,
    Func,
}

/// <summary>What runs the functions: the Functions host of the Core Tools, or the self-host where these are not installed.</summary>
internal sealed record FunctionsHost(bool IsFunc, string Why)
{
    public override string ToString() => $"{(IsFunc ? "the Functions host (func start)" : "the self-host")}, because {Why}";

    public static async Task<FunctionsHost> ChooseAsync(HostChoice choice, CancellationToken cancellationToken)
    {
        if (choice == HostChoice.Self) return new(false, "--host says so");
        var version = await Tool.CaptureAsync("func", ["--version"], cancellationToken) is (0, var output) ? output.Trim() : null;
        return (choice, version) switch
        {
            (HostChoice.Func, null) =>
                throw new Failure("--host func needs the Azure Functions Core Tools (func): install them, or use --host self."),
            (HostChoice.Func, _) => new(true, "--host says so"),
            (_, null) => new(false, "the Azure Functions Core Tools (func) are not installed"),
            _ => new(true, $"the Azure Functions Core Tools {version} are installed"),
        };
    }
}

/// <summary>Builds, and says in few words why one failed.</summary>
internal static class Dotnet
{
    /// <summary>As what is deployed is built, for all that is run, tested and measured.</summary>
    public const string Configuration = "Release";

    public static async Task BuildAsync(string project, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Building {project} …");
        var build = await RunAsync(["build", project, "-c", Configuration], cancellationToken);
        if (build.ExitCode != 0) throw build.Failure($"{project} does not build");
    }

    public static async Task<BuildOutput> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await Tool.CaptureAsync("dotnet", [.. arguments, "-nologo", "-tl:off", "-v:minimal"], cancellationToken)
            ?? throw new Failure("dotnet is not on the PATH.");
        return new(exitCode, output);
    }
}

internal sealed partial record BuildOutput(int ExitCode, string Output)
{
    /// <summary>The feed when it is at fault, else the compiler's own lines, each once.</summary>
    public Failure Failure(string sentence)
    {
        var errors = Error.Matches(Output)
            .Select(match => (Code: match.Groups["code"].Value, Text: match.Value.Trim())).Distinct().ToList();
        if (errors.FirstOrDefault(error => error.Code == "NU1301").Text is { } unreachable)
            return new($"The package feed cannot be reached: {AfterCode(unreachable)}");
        if (errors.FirstOrDefault(error => error.Code is "NU1100" or "NU1101" or "NU1102" or "NU1103").Text is { } absent)
            return new($"The package feed lacks a package that is needed: {AfterCode(absent)}");
        return new($"{sentence}:\n{(errors.Count == 0 ? Output : string.Join('\n', errors.Select(error => error.Text)))}");
    }

    private static string AfterCode(string error) => error.Split(": ", 3)[^1];

    [GeneratedRegex(@"^.*?: error (?<code>[A-Z]+\d+): .*?(?=( \[[^\[\]]*\])?\r?$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Error { get; }
}

internal static class Ports
{
    public static void RequireFree(int port, string use, string option)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new Failure($"Port {port} ({use}) is taken: stop what listens there, or choose another with {option}.");
        }
        catch (SocketException exception)
        {
            throw new Failure($"Port {port} ({use}) cannot be listened on, so choose another with {option}: {exception.Message}");
        }
    }
}

/// <summary>Where Azurite keeps its data: this program's alone while it runs.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>What a file that is held open by another process gives: on Linux, on macOS, on Windows.</summary>
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];
    private readonly FileStream claim;

    private DataFolder(string path, FileStream claim)
    {
        Path = path;
        this.claim = claim;
    }

    public string Path { get; }

    public bool HasData => File.Exists(System.IO.Path.Combine(Path, "__azurite_db_table__.json"));

    public static DataFolder Claim(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var file = System.IO.Path.Combine(path, ".in-use");
            return new(path, new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (Array.IndexOf(InUse, exception.HResult) >= 0)
        {
            throw new Failure($"The data folder {path} is in use by another `up`: stop that one, or choose another folder with --data.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"The data folder cannot be written, so choose another with --data: {exception.Message}");
        }
    }

    public void Dispose() => claim.Dispose();
}

/// <summary>
/// A Node.js program that runs beside this one. Its standard input is the tie between them: when that closes, because it is
/// disposed of or because this program is gone, the child ends in good order (tools/azurite.cjs, tools/tied.cjs).
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private const int Kept = 10;
    private readonly string name;
    private readonly string? prefix;
    private readonly TimeSpan endAtMost;
    private readonly CancellationToken hurry;
    private readonly Process process;
    private readonly Queue<string> lastLines = new(Kept);
    private readonly Lock gate = new();
    private (string Text, TaskCompletionSource Seen)? awaited;

    /// <param name="prefix">Put before each line of its output, which is kept to itself when this is null.</param>
    /// <param name="endAtMost">How long it may take to end when it is disposed of; then, or when hurry is asked for, it is killed.</param>
    public Child(string name, string? prefix, string[] script, string workingDirectory, TimeSpan endAtMost, CancellationToken hurry)
    {
        this.name = name;
        this.prefix = prefix;
        this.endAtMost = endAtMost;
        this.hurry = hurry;
        process = new()
        {
            StartInfo = new("node", script)
            {
                WorkingDirectory = workingDirectory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Completes when it has ended and all it wrote has been read.</summary>
    public Task Ended { get; }

    /// <summary>What to say when it ended and nobody asked it to.</summary>
    public Failure Death
    {
        get
        {
            lock (gate)
                return new($"{name} ended by itself (exit code {process.ExitCode}). Its last lines:\n{string.Join('\n', lastLines)}");
        }
    }

    public Task WaitForLineAsync(string text)
    {
        lock (gate)
        {
            if (lastLines.Any(line => line.Contains(text, StringComparison.Ordinal))) return Task.CompletedTask;
            awaited = (text, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return awaited.Value.Seen.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(endAtMost, hurry);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Console.WriteLine($"{name} is ended without waiting for it.");
            process.Kill(entireProcessTree: true);
            await Ended;
        }
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (gate)
        {
            if (lastLines.Count == Kept) lastLines.Dequeue();
            lastLines.Enqueue(line);
            if (awaited is { } sought && line.Contains(sought.Text, StringComparison.Ordinal)) sought.Seen.TrySetResult();
        }
        if (prefix is not null) Console.WriteLine(prefix + line);
    }
}

/// <summary>
/// Builds the system, runs it until it is asked to stop, and then ends it in order: the app, so that it drains, then its storage.
/// </summary>
internal sealed class Up(UpOptions options, StopRequest stop)
{
    private const string Project = "src/ApiAccounts.SelfHost/ApiAccounts.SelfHost.csproj";
    private const string SelfHostOutput = $"src/ApiAccounts.SelfHost/bin/{Dotnet.Configuration}/net10.0";
    private const string FunctionsOutput = $"src/ApiAccounts.Functions/bin/{Dotnet.Configuration}/net10.0";
    private static readonly TimeSpan StartAtMost = TimeSpan.FromMinutes(2);
    private readonly string url = $"http://127.0.0.1:{options.Port}";

    public async Task<int> RunAsync()
    {
        Ports.RequireFree(options.Port, "the app", "--port");
        Ports.RequireFree(options.StoragePort, "blobs", "--storage-port");
        Ports.RequireFree(options.StoragePort + 1, "queues, the one after blobs", "--storage-port");
        Ports.RequireFree(options.StoragePort + 2, "tables, the second after blobs", "--storage-port");
        var host = await FunctionsHost.ChooseAsync(options.Host, stop.Token);
        Console.WriteLine($"Host: {host}.");
        using var data = DataFolder.Claim(options.Data);
        var settings = LocalSettings.Read() ?? LocalSettings.Empty();
        await NodePackages.InstallAsync(stop.Token);
        var note = OnAdministrator(settings, data);
        settings.Update(options);
        settings.Save();

        await Dotnet.BuildAsync(Project, stop.Token);

        using var notice = stop.Token.Register(() =>
            Console.WriteLine("Stopping: the app finishes what it has begun (Ctrl-C again ends it at once) …"));
        await using var azurite = StartAzurite();
        await EitherAsync(azurite.WaitForLineAsync("Table service is successfully listening"), azurite);
        await using var app = StartApp(host);
        await EitherAsync(ReadyAsync(), app, azurite);
        Console.WriteLine(Welcome(settings, host, note));
        await EitherAsync(Task.Delay(Timeout.Infinite, stop.Token), app, azurite);
        return 0;
    }

    private Child StartAzurite()
    {
        string[] script =
        [
            Checkout.PathOf("tools/azurite.cjs"), "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", options.Data,
            "--blobPort", $"{options.StoragePort}", "--queuePort", $"{options.StoragePort + 1}", "--tablePort", $"{options.StoragePort + 2}",
        ];
        return new("Azurite", null, script, options.Data, TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    private Child StartApp(FunctionsHost host)
    {
        var folder = Checkout.PathOf(host.IsFunc ? FunctionsOutput : SelfHostOutput);
        string[] command = host.IsFunc
            ? ["func", "start", "--port", $"{options.Port}"]
            : ["dotnet", Path.Combine(folder, "ApiAccounts.SelfHost.dll"), "--port", $"{options.Port}"];
        return new("The app", "app | ", [Checkout.PathOf("tools/tied.cjs"), .. command], folder, TimeSpan.FromSeconds(40), stop.Again);
    }

    /// <summary>Waits for a task, or for a child to die first, which is a failure.</summary>
    private async Task EitherAsync(Task task, params Child[] children)
    {
        var ended = await Task.WhenAny([task, .. children.Select(child => child.Ended)]).WaitAsync(stop.Token);
        if (ended == task)
        {
            await task;
            return;
        }

        // Ctrl-C reaches every process of the terminal, and a child may be the first to have acted on it.
        await Task.Delay(TimeSpan.FromSeconds(1), stop.Token);
        throw children.First(child => child.Ended == ended).Death;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var deadline = DateTime.UtcNow + StartAtMost;
        var answer = "nothing";
        while (DateTime.UtcNow < deadline)
        {
            try
            {
                using var response = await http.GetAsync(new Uri($"{url}/healthz/ready"), stop.Token);
                if (response.StatusCode == HttpStatusCode.OK) return;
                answer = $"{(int)response.StatusCode}";
            }
            catch (Exception exception)
                when (exception is HttpRequestException || (exception is TaskCanceledException && !stop.Token.IsCancellationRequested))
            {
                // It does not listen yet.
            }
            await Task.Delay(250, stop.Token);
        }
        throw new Failure($"The app was not ready after {StartAtMost.TotalMinutes} minutes: {url}/healthz/ready last answered {answer}.");
    }

    /// <summary>The bootstrap makes an administrator only where there is none, so a changed one may have no effect.</summary>
    private string? OnAdministrator(LocalSettings settings, DataFolder data) =>
        data.HasData && (IsAnother(options.AdminEmail, settings.AdminEmail) || IsAnother(options.AdminPassword, settings.AdminPassword))
            ? $"Note: {options.Data} holds data. If it has an administrator, that one stays in force until the folder is removed."
            : null;

    private static bool IsAnother(string? given, string? stored) => given is not null && given != stored;

    private string Welcome(LocalSettings settings, FunctionsHost host, string? note)
    {
        var credentials = $"{settings.AdminEmail}:{settings.AdminPassword}".Replace("'", @"'\''", StringComparison.Ordinal);
        var ports = $"blobs {options.StoragePort}, queues {options.StoragePort + 1}, tables {options.StoragePort + 2}";
        return $"""

            Ready at {url}

              Administrator  {settings.AdminEmail}
              Password       {settings.AdminPassword}
              Host           {host}
              Data           {options.Data}
              Mails          {settings.MailsGo}
              Storage        Azurite on 127.0.0.1: {ports}
            {(note is null ? "" : $"\n{note}\n")}
            For the calls in README.md, paste this into another terminal:

              export ADMIN='{credentials}'

            Ctrl-C stops everything.

            """;
    }
}

/// <summary>A user name and password of Basic authentication.</summary>
/// <summary>Who a request is made as: with a user name and password, or with a token.</summary>
internal sealed record Credentials(string UserName, string Password)
{
    public string? Token { get; init; }

    public AuthenticationHeaderValue Header => Token is null
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")))
        : new("Bearer", Token);
}

/// <summary>Passwords that must not be seen again, and where they were seen all the same.</summary>
internal sealed class Secrets
{
    private readonly Lock gate = new();
    private readonly List<string> values = [];
    private readonly List<string> sightings = [];

    public IReadOnlyList<string> Sightings
    {
        get
        {
            lock (gate) return [.. sightings];
        }
    }

    public void Add(string secret)
    {
        lock (gate) values.Add(secret);
    }

    public bool AreIn(string text)
    {
        lock (gate) return values.Any(secret => text.Contains(secret, StringComparison.Ordinal));
    }

    public void LookIn(string text, string place)
    {
        if (!AreIn(text)) return;
        lock (gate) sightings.Add(place);
    }

    /// <summary>The text with a dot in the place of each character of a password.</summary>
    public string Mask(string text)
    {
        lock (gate)
            return values.Aggregate(text, (masked, secret) => masked.Replace(secret, new('•', secret.Length), StringComparison.Ordinal));
    }
}

internal sealed record Answer(string Request, int Status, string Body)
{
    public Answer MustBe(int status) =>
        Status == status ? this : throw new Failure($"{Request} answered {Status} instead of {status}. {Body}".TrimEnd());

    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonDocument.Parse(Body).RootElement;
            }
            catch (JsonException)
            {
                throw new Failure($"{Request} answered something that is not JSON: {Body}");
            }
        }
    }
}

/// <summary>The system over HTTP. Every answer is searched for the passwords of the answers before it.</summary>
internal sealed class DemoClient(Uri url, Secrets secrets) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Demo.AtOnce })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromSeconds(60),
    };
    private int answers;

    public int Answers => answers;

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, Credentials credentials, CancellationToken cancellationToken, string? json = null)
    {
        using var content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, credentials.Header, content, cancellationToken);
    }

    /// <summary>Asks for a token, as a custom service does.</summary>
    public async Task<Answer> GetServiceTokenAsync(string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", clientSecret),
        ]);
        return await SendAsync(HttpMethod.Post, "/identity/oauth/token", authorization: null, form, cancellationToken);
    }

    /// <summary>Asks for a token, as a page that a person signs in on does.</summary>
    public async Task<Answer> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("client_id", "console"), new("username", userName), new("password", password),
        ]);
        return await SendAsync(HttpMethod.Post, "/oauth/token", authorization: null, form, cancellationToken);
    }

    private async Task<Answer> SendAsync(
        HttpMethod method, string path, AuthenticationHeaderValue? authorization, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = authorization;
        request.Content = content;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var answer = new Answer($"{method} {path}", (int)response.StatusCode, body);
            secrets.LookIn($"{response.Headers}{response.Content.Headers}{body}", $"the answer {answer.Status} to {answer.Request}");
            Interlocked.Increment(ref answers);
            return answer;
        }
        catch (HttpRequestException exception)
        {
            throw new Failure($"Nothing answers at {url} (is `dotnet run dev.cs -- up` running there?): {exception.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new Failure($"{method} {path} was not answered within {http.Timeout.TotalSeconds} s.");
        }
    }

    /// <summary>Prints the request and the answer too.</summary>
    public async Task<Answer> ShowAsync(
        HttpMethod method, string path, Credentials credentials, CancellationToken cancellationToken, string? json = null)
    {
        Console.WriteLine($"   {method} {path}   (as {credentials.UserName})");
        if (json is not null) Console.WriteLine($"   {json}");
        var answer = await SendAsync(method, path, credentials, cancellationToken, json);
        Console.WriteLine(secrets.Mask($"   {answer.Status} {answer.Body}".TrimEnd()));
        return answer;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>An API user that was added by a change, with its credentials.</summary>
internal sealed record Added(string Id, Credentials Credentials);

/// <summary>An API user as the list shows it.</summary>
internal sealed record ListedApiUser(
    string ApiUserGuid, string OperatorGuid, string UserName, string LastUsedStatus, DateTime? LastUsed, long Requests, string Json)
{
    public static ListedApiUser Read(JsonElement item)
    {
        try
        {
            var lastUsed = item.GetProperty("LastUsedDate").GetString();
            return new(
                item.GetProperty(nameof(ApiUserGuid)).GetString()!,
                item.GetProperty(nameof(OperatorGuid)).GetString()!,
                item.GetProperty(nameof(UserName)).GetString()!,
                item.GetProperty(nameof(LastUsedStatus)).GetString()!,
                lastUsed is null ? null : DateTime.ParseExact(lastUsed, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                item.GetProperty("RequestsLast30Days").GetInt64(),
                item.GetRawText());
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new Failure($"An API user in the list is not of the form it should have ({exception.Message}): {item}");
        }
    }
}

/// <summary>The main loop against a running system: register, call, count, list, delete. A step that does not hold ends it.</summary>
/// <param name="mailFolder">Where that system writes its mails; null where they cannot be read from here.</param>
/// <param name="clockSkew">By how much that system's clock may differ from this one's.</param>
internal sealed class Demo(
    DemoClient client,
    Credentials administrator,
    Secrets secrets,
    TableSearch? storage,
    string? mailFolder,
    TimeSpan clockSkew,
    CancellationToken cancellationToken)
{
    public const int AtOnce = 32;
    private const int Calls = 1000;
    private static readonly TimeSpan CountAtMost = TimeSpan.FromSeconds(60);
    private readonly List<Credentials> registered = [];
    private string step = "";
    private int steps;

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var settings = LocalSettings.Read();
        var here = $"http://127.0.0.1:{settings?.Port ?? 7071}";
        if (!Uri.TryCreate(arguments["url"] ?? here, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw Failure.OfArguments($"--url is an address such as {here}, not '{arguments["url"]}'.");
        var email = arguments.Email("admin-email") ?? settings?.AdminEmail;
        var password = arguments["admin-password"] ?? settings?.AdminPassword;
        if (email is null || password is null)
            throw new Failure($"{LocalSettings.FileName} names no administrator: run `up`, or give --admin-email and --admin-password.");

        var secrets = new Secrets();
        secrets.Add(password);
        using var storage = url == new Uri(here) ? TableSearch.Open(settings?.StorageConnection) : null;
        using var client = new DemoClient(url, secrets);
        var clockSkew = url.IsLoopback ? TimeSpan.Zero : TimeSpan.FromSeconds(5);
        var mailFolder = url == new Uri(here) ? settings?.MailFolder : null;
        return await new Demo(client, new(email, password), secrets, storage, mailFolder, clockSkew, cancellationToken).PlayAsync();
    }

    private async Task<int> PlayAsync()
    {
        DirectoryStory? story = null;
        ServiceStory? services = null;
        try
        {
            Begin("Register an API account that manages others");
            var manager = await RegisterAsync("Demo manager");

            Begin("Register another, for a program that calls");
            var caller = await RegisterAsync("Demo caller");

            Begin($"Call {Calls:N0} times with it, {AtOnce} at a time");
            var (from, to) = await CallAsync(caller);

            Begin("Wait until the list shows the calls");
            var listed = await CountedAsync(manager, caller, from, to);

            Begin("Add two API users in one change");
            var (export, dashboard) = await AddTwoAsync(manager, listed.OperatorGuid);

            Begin("See them in the overview, the busiest first");
            await OverviewAsync(manager, caller);

            Begin("Rotate a secret: the old one lives on for a day, and it shows that it is still used");
            await RotateAsync(manager, export);

            Begin("Report what a gateway counted, twice with the same batchId: it counts once");
            await ReportTwiceAsync(manager, dashboard);

            story = new DirectoryStory(client, manager, secrets, mailFolder, Begin, cancellationToken);
            await story.PlayAsync(listed.OperatorGuid, caller.UserName);

            services = new ServiceStory(client, manager, secrets, Begin, cancellationToken);
            await services.PlayAsync();

            Begin("Look for the passwords in the storage");
            await SearchStorageAsync();

            Begin("Delete the two in one change");
            var deletions = $$"""{"delete":["{{export.Id}}","{{dashboard.Id}}"]}""";
            (await client.ShowAsync(HttpMethod.Post, ChangesOf(listed.OperatorGuid), manager, cancellationToken, deletions)).MustBe(200);
            (await client.ShowAsync(HttpMethod.Get, "/verify", dashboard.Credentials, cancellationToken)).MustBe(401);

            Begin("Delete the caller");
            (await client.ShowAsync(HttpMethod.Delete, $"/v4/ApiUser/{listed.ApiUserGuid}", manager, cancellationToken)).MustBe(204);

            Begin("Its credentials no longer work, and it is not in the list");
            (await client.ShowAsync(HttpMethod.Get, "/verify", caller, cancellationToken)).MustBe(401);
            if (await FindAsync(manager, caller) is { } stillThere) throw new Failure($"The list still holds it: {stillThere.Json}");
            Console.WriteLine("   GET /v4/ApiUser: not in the list");

            Begin("No answer after the first gave a password away, nor does the storage");
            if (secrets.Sightings is [var sighting, ..]) throw new Failure($"A password was in {secrets.Mask(sighting)}.");
            Console.WriteLine($"   {client.Answers:N0} answers searched");
            await SearchStorageAsync();

            Begin("Delete the manager, by itself");
            var itself = await FindAsync(manager, manager) ?? throw new Failure("The manager is not in its own list.");
            (await client.ShowAsync(HttpMethod.Delete, $"/v4/ApiUser/{itself.ApiUserGuid}", manager, cancellationToken)).MustBe(204);
            (await client.ShowAsync(HttpMethod.Get, "/verify", manager, cancellationToken)).MustBe(401);
        }
        catch (Exception exception) when (exception is Failure or OperationCanceledException)
        {
            if (story is not null) await story.CleanUpAsync();
            if (services is not null) await services.CleanUpAsync();
            await CleanUpAsync();
            if (exception is OperationCanceledException) throw;
            throw new Failure($"Step {steps} ({step}) failed: {secrets.Mask(exception.Message)}");
        }
        Console.WriteLine("\nAll held.");
        return 0;
    }

    private void Begin(string title)
    {
        step = title;
        Console.WriteLine($"\n{++steps}. {title}");
    }

    private async Task<Credentials> RegisterAsync(string description)
    {
        // The one answer that holds the password: it becomes a secret only once it has been shown.
        var path = $"/v4/Register?description={Uri.EscapeDataString(description)}";
        var answer = (await client.ShowAsync(HttpMethod.Post, path, administrator, cancellationToken)).MustBe(201);
        if (Text("UserName") is not { } userName || Text("Password") is not { } password || Text("status") != "OK")
            throw new Failure("The answer lacks UserName, Password or \"status\":\"OK\".");
        secrets.Add(password);
        var credentials = new Credentials(userName, password);
        registered.Add(credentials);
        return credentials;

        string? Text(string name) => answer.Json is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private async Task<(DateTime From, DateTime To)> CallAsync(Credentials caller)
    {
        Console.WriteLine($"   GET /verify   (as {caller.UserName})");
        var from = DateTime.UtcNow;
        var clock = Stopwatch.StartNew();
        var other = 0;
        Answer? first = null;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Calls, parallel, async (_, token) =>
        {
            var answer = await client.SendAsync(HttpMethod.Get, "/verify", caller, token);
            if (answer.Status == 204) return;
            Interlocked.Increment(ref other);
            Interlocked.CompareExchange(ref first, answer, null);
        });
        if (first is not null)
            throw new Failure($"{other:N0} of {Calls:N0} calls were not answered with 204; the first of them: {first.Status} {first.Body}");
        Console.WriteLine($"   {Calls:N0} × 204 in {clock.Elapsed.TotalSeconds:F1} s");
        return (from, DateTime.UtcNow);
    }

    private async Task<ListedApiUser> CountedAsync(Credentials manager, Credentials caller, DateTime from, DateTime to)
    {
        Console.WriteLine($"   GET /v4/ApiUser   (as {manager.UserName})");
        var clock = Stopwatch.StartNew();
        ListedApiUser? listed = null;
        var shown = -1L;
        while (listed?.Requests != Calls)
        {
            if (clock.Elapsed > CountAtMost)
                throw new Failure($"After {CountAtMost.TotalSeconds} s the list shows {shown:N0} requests instead of {Calls:N0}.");
            if (listed is not null) await Task.Delay(250, cancellationToken);
            listed = await FindAsync(manager, caller) ?? throw new Failure("The caller is not in the list.");
            if (listed.Requests > Calls) break;
            if (listed.Requests == shown) continue;
            shown = listed.Requests;
            Console.WriteLine($"   after {clock.Elapsed.TotalSeconds:F1} s: RequestsLast30Days {shown:N0}");
        }

        // Nothing more may come: what is counted twice would come late.
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        listed = await FindAsync(manager, caller) ?? throw new Failure("The caller is not in the list.");
        Console.WriteLine($"   {listed.Json}");
        if (listed.Requests != Calls) throw new Failure($"RequestsLast30Days is {listed.Requests:N0} after {Calls:N0} calls.");
        if (listed.LastUsedStatus != "Used") throw new Failure($"LastUsedStatus is {listed.LastUsedStatus} after {Calls:N0} calls.");

        // Shown in whole seconds.
        var earliest = new DateTime(from.Ticks - (from.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc) - clockSkew;
        if (listed.LastUsed is not { } lastUsed || lastUsed < earliest || lastUsed > to + clockSkew)
            throw new Failure($"LastUsedDate is not within the time of the calls, {from:HH:mm:ss} to {to:HH:mm:ss} UTC.");
        return listed;
    }

    private static string ChangesOf(string operatorGuid) => $"/api/v1/operators/{operatorGuid}/api-users/changes";

    private async Task<(Added Export, Added Dashboard)> AddTwoAsync(Credentials manager, string operatorGuid)
    {
        const string Additions = """{"add":[{"description":"Nightly export"},{"description":"Dashboard","type":"Grafana"}]}""";
        var answer = (await client.ShowAsync(HttpMethod.Post, ChangesOf(operatorGuid), manager, cancellationToken, Additions)).MustBe(200);
        Added[] added =
        [
            .. answer.Json.GetProperty("added").EnumerateArray().Select(item => new Added(
                item.GetProperty("apiUserId").GetString()!,
                new(item.GetProperty("userName").GetString()!, item.GetProperty("secret").GetString()!))),
        ];
        foreach (var (_, credentials) in added)
        {
            secrets.Add(credentials.Password);
            registered.Add(credentials);
        }
        return added is [var export, var dashboard] ? (export, dashboard) : throw new Failure($"{added.Length} API users were added instead of 2.");
    }

    private async Task OverviewAsync(Credentials manager, Credentials caller)
    {
        const string Path = "/api/v1/api-users?sortBy=requestsLast30Days&descending=true&pageSize=100";
        var overview = (await client.SendAsync(HttpMethod.Get, Path, manager, cancellationToken)).MustBe(200).Json;
        Console.WriteLine($"   GET {Path}\n   200, as of {overview.GetProperty("asOf")}:");
        var busiest = overview.GetProperty("list").EnumerateArray().ToList();
        foreach (var item in busiest.Take(4))
            Console.WriteLine($"   {item.GetProperty("userName")}  {item.GetProperty("requestsLast30Days"),6}  {item.GetProperty("description")}");
        if (!busiest.Any(item => item.GetProperty("userName").GetString() == caller.UserName)) throw new Failure("The caller is not in the overview.");
        if (busiest.Zip(busiest.Skip(1)).Any(pair => Requests(pair.First) < Requests(pair.Second))) throw new Failure("The overview is not in order.");
    }

    private async Task RotateAsync(Credentials manager, Added export)
    {
        var path = $"/api/v1/api-users/{export.Id}";
        var rotated = (await client.ShowAsync(HttpMethod.Post, path + "/rotate", manager, cancellationToken, """{"overlapDays":1}""")).MustBe(200).Json;
        var renewed = export.Credentials with { Password = rotated.GetProperty("secret").GetString()! };
        secrets.Add(renewed.Password);
        registered.Add(renewed);
        (await client.ShowAsync(HttpMethod.Get, "/verify", renewed, cancellationToken)).MustBe(204);
        (await client.ShowAsync(HttpMethod.Get, "/verify", export.Credentials, cancellationToken)).MustBe(204);
        var shown = await UntilAsync(path, manager, json => json.GetProperty("previousSecret").GetProperty("lastUsedAt").ValueKind == JsonValueKind.String);
        Console.WriteLine($"   the old secret: {shown.GetProperty("previousSecret")}");
    }

    private async Task ReportTwiceAsync(Credentials manager, Added dashboard)
    {
        const int Requests = 25;
        var report =
            $$"""{"batchId":"{{Guid.NewGuid():N}}","pings":[{"apiUserId":"{{dashboard.Id}}","at":"{{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":{{Requests}}}]}""";
        for (var time = 0; time < 2; time++)
            (await client.ShowAsync(HttpMethod.Post, "/api/v1/usage", manager, cancellationToken, report)).MustBe(202);
        var path = $"/api/v1/api-users/{dashboard.Id}";
        await UntilAsync(path, manager, json => Demo.Requests(json) >= Requests);

        // What is counted twice would come late.
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        var counted = Demo.Requests((await client.SendAsync(HttpMethod.Get, path, manager, cancellationToken)).MustBe(200).Json);
        if (counted != Requests) throw new Failure($"{counted} requests were counted instead of {Requests}.");
        Console.WriteLine($"   requestsLast30Days {counted}");
    }

    private static long Requests(JsonElement apiUser) => apiUser.GetProperty("requestsLast30Days").GetInt64();

    /// <summary>Reads until it shows what it should, within a bounded time.</summary>
    private async Task<JsonElement> UntilAsync(string path, Credentials reader, Func<JsonElement, bool> shows)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var json = (await client.SendAsync(HttpMethod.Get, path, reader, cancellationToken)).MustBe(200).Json;
            if (shows(json)) return json;
            if (clock.Elapsed > CountAtMost) throw new Failure($"After {CountAtMost.TotalSeconds} s GET {path} still answers {json}.");
            await Task.Delay(250, cancellationToken);
        }
    }

    private async Task<ListedApiUser?> FindAsync(Credentials reader, Credentials sought)
    {
        var list = await client.SendAsync(HttpMethod.Get, "/v4/ApiUser", reader, cancellationToken);
        return In(list.MustBe(200), sought);
    }

    private static ListedApiUser? In(Answer list, Credentials sought) => list.Json is { ValueKind: JsonValueKind.Array } items
        ? items.EnumerateArray().Select(ListedApiUser.Read).FirstOrDefault(item => item.UserName == sought.UserName)
        : throw new Failure($"{list.Request} did not answer with an array: {list.Body}");

    private async Task SearchStorageAsync()
    {
        if (storage is null)
        {
            Console.WriteLine($"   skipped: {LocalSettings.FileName} does not give the storage of that system, on 127.0.0.1");
            return;
        }
        var (tables, rows) = await storage.SearchAsync(secrets, cancellationToken);
        Console.WriteLine($"   {rows:N0} rows of {tables:N0} tables searched: in none");
    }

    /// <summary>Removes what this demo registered, as far as that still works.</summary>
    private async Task CleanUpAsync()
    {
        try
        {
            foreach (var credentials in registered)
            {
                var list = await client.SendAsync(HttpMethod.Get, "/v4/ApiUser", credentials, CancellationToken.None);
                if (list.Status != 200 || In(list, credentials) is not { } itself) continue;
                await client.SendAsync(HttpMethod.Delete, $"/v4/ApiUser/{itself.ApiUserGuid}", credentials, CancellationToken.None);
            }
        }
        catch (Failure)
        {
            // The step that failed is what matters.
        }
    }
}

/// <summary>A colleague: made in a group with rights, invited by mail, signed in, locked, and deleted, in whichever dialect comes to hand.</summary>
/// <param name="manager">An API user of an administrator.</param>
/// <param name="mailFolder">Where mails are written; null where they cannot be read: then the administrator sets the password.</param>
internal sealed class DirectoryStory(
    DemoClient client, Credentials manager, Secrets secrets, string? mailFolder, Action<string> begin, CancellationToken cancellationToken)
{
    private const string Users = "/api/v1/users/";
    private const string Groups = "/api/v1/groups/";
    private static readonly TimeSpan MailAtMost = TimeSpan.FromSeconds(30);
    private readonly string email = $"demo-{Guid.NewGuid():N}@demo.example";
    private long? groupId;
    private long? userId;

    /// <param name="administratorGuid">The operator of the manager.</param>
    /// <param name="shown">The user name of one of its API users.</param>
    public async Task PlayAsync(string administratorGuid, string shown)
    {
        begin("Make a group whose members may manage API users, as a client of the Audience Manager dialect does");
        var group = (await ShowAsync(HttpMethod.Post, Groups, """{"name":"Demo integrations","description":"They look after API users"}""")).MustBe(201).Json;
        groupId = group.GetProperty("groupId").GetInt64();
        var permissions = $$"""[{"objectType":"PARTNER","objectId":{{group.GetProperty("pid")}},"permissions":["ReadApiUsers","ManageApiUsers"]}]""";
        (await ShowAsync(HttpMethod.Put, $"{Groups}{groupId}/permissions/", permissions)).MustBe(200);

        begin("Make a user in it; a client of the Uptrends dialect sees the same operator");
        var user = (await ShowAsync(HttpMethod.Post, Users, UserOf("ACTIVE"))).MustBe(201).Json;
        userId = user.GetProperty("userId").GetInt64();
        var operatorGuid = await OperatorGuidAsync();

        begin("Sign in with the temporary password from its mail: all it opens is the choice of another");
        var chosen = await ChooseAsync(operatorGuid);

        begin("Signed in, it sees the API users of the whole partner, since its group may; for an administrator it can make none");
        var (colleague, _) = await SignInAsync(chosen);
        var overview = (await client.SendAsync(HttpMethod.Get, "/api/v1/api-users?pageSize=1000", colleague, cancellationToken)).MustBe(200);
        if (!overview.Body.Contains(shown, StringComparison.Ordinal)) throw new Failure($"{shown} is not in the overview that {email} is shown.");
        Console.WriteLine($"   GET /api/v1/api-users   (as {email})\n   200 {overview.Json.GetProperty("total")} API users");
        const string NewApiUser = """{"description":"Not to be"}""";
        (await client.ShowAsync(HttpMethod.Post, $"/api/v1/operators/{administratorGuid}/api-users", colleague, cancellationToken, NewApiUser)).MustBe(403);

        begin("Lock it: its token ends at once, in every dialect");
        (await ShowAsync(HttpMethod.Put, $"{Users}{userId}", UserOf("LOCKED"))).MustBe(200);
        (await client.ShowAsync(HttpMethod.Get, "/verify", colleague, cancellationToken)).MustBe(401);
        (await client.ShowAsync(HttpMethod.Get, "/v4/ApiUser", colleague, cancellationToken)).MustBe(401);

        begin("Read who did what to it, the latest first");
        await AuditAsync(operatorGuid);

        begin("Delete the user, and the group that is empty now");
        (await ShowAsync(HttpMethod.Delete, $"{Users}{userId}")).MustBe(204);
        userId = null;
        (await ShowAsync(HttpMethod.Delete, $"{Groups}{groupId}")).MustBe(204);
        groupId = null;
    }

    /// <summary>Removes what is still there, as far as that works.</summary>
    public async Task CleanUpAsync()
    {
        try
        {
            if (userId is not null) await client.SendAsync(HttpMethod.Delete, $"{Users}{userId}", manager, CancellationToken.None);
            if (groupId is not null) await client.SendAsync(HttpMethod.Delete, $"{Groups}{groupId}", manager, CancellationToken.None);
        }
        catch (Failure)
        {
            // The step that failed is what matters.
        }
    }

    private string UserOf(string status) =>
        $$"""{"username":"{{email}}","status":"{{status}}","firstName":"Demo","lastName":"Colleague","email":"{{email}}","title":null,"phoneNumber":null,"groups":[{{groupId}}],"isAdmin":false}""";

    private Task<Answer> ShowAsync(HttpMethod method, string path, string? json = null) => client.ShowAsync(method, path, manager, cancellationToken, json);

    private async Task<string> OperatorGuidAsync()
    {
        var operators = (await client.SendAsync(HttpMethod.Get, "/v4/Operator", manager, cancellationToken)).MustBe(200).Json;
        var same = operators.EnumerateArray().FirstOrDefault(item => item.GetProperty("Email").GetString() == email);
        if (same.ValueKind != JsonValueKind.Object) throw new Failure($"No operator of GET /v4/Operator has the e-mail address {email}.");
        Console.WriteLine($"   GET /v4/Operator   (as {manager.UserName})\n   {same}");
        return same.GetProperty("OperatorGuid").GetString()!;
    }

    /// <returns>The password it has from now on.</returns>
    private async Task<string> ChooseAsync(string operatorGuid)
    {
        var chosen = Password.Generate();
        if (mailFolder is null)
        {
            Console.WriteLine("   its mail cannot be read from here: the manager sets a password");
            (await client.SendAsync(HttpMethod.Patch, $"/v4/Operator/{operatorGuid}", manager, cancellationToken, $$"""{"Password":"{{chosen}}"}""")).MustBe(204);
            secrets.Add(chosen);
            return chosen;
        }
        var temporary = await MailedPasswordAsync(mailFolder);
        secrets.Add(temporary);
        var (beginner, scope) = await SignInAsync(temporary);
        if (scope != "change_password") throw new Failure($"A temporary password opens '{scope}' instead of 'change_password'.");
        (await client.ShowAsync(HttpMethod.Get, "/v4/ApiUser", beginner, cancellationToken)).MustBe(403);
        var change = $$"""{"oldPassword":"{{temporary}}","newPassword":"{{chosen}}"}""";
        (await client.SendAsync(HttpMethod.Put, $"{Users}self/update-password", beginner, cancellationToken, change)).MustBe(200);
        secrets.Add(chosen);
        Console.WriteLine($"   PUT {Users}self/update-password   (as {email})\n   200");
        (await client.ShowAsync(HttpMethod.Get, "/v4/ApiUser", beginner, cancellationToken)).MustBe(401);
        return chosen;
    }

    private async Task<(Credentials Colleague, string? Scope)> SignInAsync(string password)
    {
        var tokens = (await client.SignInAsync(email, password, cancellationToken)).MustBe(200).Json;
        var token = tokens.GetProperty("access_token").GetString()!;
        secrets.Add(token);
        secrets.Add(tokens.GetProperty("refresh_token").GetString()!);
        var scope = tokens.GetProperty("scope").GetString();
        Console.WriteLine($"   POST /oauth/token   (as {email})\n   200 scope {scope}, expires in {tokens.GetProperty("expires_in")} s");
        return (new(email, password) { Token = token }, scope);
    }

    private async Task<string> MailedPasswordAsync(string folder)
    {
        const string Before = "Your first password is: ";
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < MailAtMost)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var mail = await File.ReadAllTextAsync(file, cancellationToken);
                if (!mail.Contains(email, StringComparison.Ordinal)) continue;
                var text = Unquoted(mail);
                if (text.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var found && text.IndexOf('\r', found) is >= 0 and var end)
                {
                    Console.WriteLine($"   {Path.GetFileName(file)}: {mail.Split("\r\n").First(line => line.StartsWith("Subject:", StringComparison.Ordinal))}");
                    return text[(found + Before.Length)..end];
                }
            }
            await Task.Delay(250, cancellationToken);
        }
        throw new Failure($"After {MailAtMost.TotalSeconds} s there is no mail with a password to {email} in {folder}.");
    }

    /// <summary>Quoted-printable (RFC 2045), of text in ASCII.</summary>
    private static string Unquoted(string mail) => Regex.Replace(
        mail.Replace("=\r\n", "", StringComparison.Ordinal),
        "=([0-9A-F]{2})",
        match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    private async Task AuditAsync(string operatorGuid)
    {
        var path = $"/api/v1/audit?subject={operatorGuid}&pageSize=100";
        var entries = (await client.SendAsync(HttpMethod.Get, path, manager, cancellationToken)).MustBe(200).Json.GetProperty("entries").EnumerateArray().ToList();
        Console.WriteLine($"   GET {path}   (as {manager.UserName})");
        foreach (var entry in entries) Console.WriteLine($"   {entry.GetProperty("at")}  {entry.GetProperty("action")}  {entry.GetProperty("changes")}");
        var actions = entries.Select(entry => entry.GetProperty("action").GetString()).ToHashSet();
        foreach (var action in new[] { "operatorCreated", "signedIn", "operatorChanged" })
            if (!actions.Contains(action)) throw new Failure($"The audit trail lacks {action}.");
    }
}

/// <summary>An integration from its role to its end, as a client of the Marketo dialect has it: an API-only user, a custom service, a token, its usage.</summary>
internal sealed class ServiceStory(DemoClient client, Credentials manager, Secrets secrets, Action<string> begin, CancellationToken cancellationToken)
{
    private const string Users = "/userservice/management/v1/users";
    private const string Roles = "/api/v1/roles";
    private const string Services = "/api/v1/custom-services";
    private static readonly TimeSpan CountAtMost = TimeSpan.FromSeconds(60);
    private readonly string email = $"robot-{Guid.NewGuid():N}@demo.example";
    private long? roleId;
    private string? invited;

    public async Task PlayAsync()
    {
        begin("Make a role for API-only users, and invite one: nothing is mailed, and it is there at once");
        roleId = await MakeRoleAsync();
        var userId = await InviteAsync();

        begin("Make a custom service for it, and ask for its token twice: it is the same");
        var (clientId, robot) = await MakeServiceAsync(await OperatorGuidAsync());

        begin("Call with the token, in each dialect");
        (await client.ShowAsync(HttpMethod.Get, "/rest/v1/stats/errors.json", robot, cancellationToken)).MustBe(200);
        (await client.ShowAsync(HttpMethod.Get, $"{Users}/{email}/roles.json", robot, cancellationToken)).MustBe(200);
        (await client.ShowAsync(HttpMethod.Get, "/v4/ApiUser", robot, cancellationToken)).MustBe(200);
        (await client.ShowAsync(HttpMethod.Get, $"/api/v1/users/{userId}", robot, cancellationToken)).MustBe(200);

        begin("Wait until the usage of today shows the four calls");
        await CountedAsync(robot);

        begin("Delete the service: its token ends at once; then its user, and the role that nobody holds any more");
        (await client.ShowAsync(HttpMethod.Delete, $"{Services}/{clientId}", manager, cancellationToken)).MustBe(204);
        var refused = (await client.ShowAsync(HttpMethod.Get, "/rest/v1/stats/usage.json", robot, cancellationToken)).MustBe(200);
        if (refused.Json.GetProperty("success").GetBoolean()) throw new Failure("The token of a deleted service still works.");
        (await client.ShowAsync(HttpMethod.Post, $"{Users}/{email}/delete.json", manager, cancellationToken)).MustBe(200);
        invited = null;
        (await client.ShowAsync(HttpMethod.Delete, $"{Roles}/{roleId}", manager, cancellationToken)).MustBe(204);
        roleId = null;
    }

    /// <summary>Removes what is still there, as far as that works.</summary>
    public async Task CleanUpAsync()
    {
        try
        {
            if (invited is not null) await client.SendAsync(HttpMethod.Post, $"{Users}/{invited}/delete.json", manager, CancellationToken.None);
            if (roleId is not null) await client.SendAsync(HttpMethod.Delete, $"{Roles}/{roleId}", manager, CancellationToken.None);
        }
        catch (Failure)
        {
            // The step that failed is what matters.
        }
    }

    private async Task<long> MakeRoleAsync()
    {
        const string Role = """{"name":"Demo robots","apiOnly":true,"permissions":["accessApi","accessUsers","accessUserManagementApi"]}""";
        return (await client.ShowAsync(HttpMethod.Post, Roles, manager, cancellationToken, Role)).MustBe(201).Json.GetProperty("roleId").GetInt64();
    }

    /// <returns>Its number.</returns>
    private async Task<long> InviteAsync()
    {
        var body = $$"""
            {"emailAddress":"{{email}}","firstName":"Demo","lastName":"Robot","apiOnly":true,"userRoleWorkspaces":[{"accessRoleId":{{roleId}},"workspaceId":1}]}
            """;
        (await client.ShowAsync(HttpMethod.Post, $"{Users}/invite.json", manager, cancellationToken, body)).MustBe(200);
        invited = email;
        return (await client.ShowAsync(HttpMethod.Get, $"{Users}/{email}/user.json", manager, cancellationToken)).MustBe(200).Json.GetProperty("id").GetInt64();
    }

    private async Task<string> OperatorGuidAsync() =>
        (await client.SendAsync(HttpMethod.Get, "/v4/Operator", manager, cancellationToken)).MustBe(200).Json.EnumerateArray()
            .First(item => item.GetProperty("Email").GetString() == email).GetProperty("OperatorGuid").GetString()!;

    private async Task<(string ClientId, Credentials Robot)> MakeServiceAsync(string operatorGuid)
    {
        var body = $$"""{"name":"Demo integration","description":"From the demo","operatorId":"{{operatorGuid}}"}""";
        var service = (await client.SendAsync(HttpMethod.Post, Services, manager, cancellationToken, body)).MustBe(201).Json;
        var (clientId, clientSecret) = (service.GetProperty("clientId").GetString()!, service.GetProperty("clientSecret").GetString()!);
        secrets.Add(clientSecret);
        Console.WriteLine(secrets.Mask($"   POST {Services}   (as {manager.UserName})\n   {body}\n   201 {service}"));

        var first = (await client.GetServiceTokenAsync(clientId, clientSecret, cancellationToken)).MustBe(200).Json;
        var second = (await client.GetServiceTokenAsync(clientId, clientSecret, cancellationToken)).MustBe(200).Json;
        var token = first.GetProperty("access_token").GetString()!;
        if (second.GetProperty("access_token").GetString() != token) throw new Failure("Asked for again, the token of the service is another.");
        secrets.Add(token);
        Console.WriteLine(secrets.Mask($"   POST /identity/oauth/token   (as {clientId}, twice)\n   200 {second}"));
        return (clientId, new(email, "") { Token = token });
    }

    private async Task CountedAsync(Credentials robot)
    {
        const string Usage = "/rest/v1/stats/usage.json";
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < CountAtMost)
        {
            var answer = (await client.SendAsync(HttpMethod.Get, Usage, robot, cancellationToken)).MustBe(200);
            var users = answer.Json.GetProperty("result")[0].GetProperty("users").EnumerateArray();
            if (users.FirstOrDefault(user => user.GetProperty("userId").GetString() == email) is { ValueKind: JsonValueKind.Object } own
                && own.GetProperty("count").GetInt64() >= 4)
            {
                Console.WriteLine($"   GET {Usage}   (as {email})\n   200 {answer.Body}");
                return;
            }
            await Task.Delay(500, cancellationToken);
        }
        throw new Failure($"After {CountAtMost.TotalSeconds} s {Usage} does not show the calls of {email}.");
    }
}

/// <summary>Every row of every table of a storage account on this machine, read through the Table REST API.</summary>
internal sealed class TableSearch(string account, byte[] key, Uri endpoint) : IDisposable
{
    private readonly HttpClient http = new();

    /// <returns>Null when the connection string does not name tables on 127.0.0.1.</returns>
    public static TableSearch? Open(string? connectionString)
    {
        var parts = (connectionString ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
        return parts.TryGetValue("AccountName", out var account) && parts.TryGetValue("AccountKey", out var key)
            && parts.TryGetValue("TableEndpoint", out var endpoint) && new Uri(endpoint) is { Host: "127.0.0.1" } uri
                ? new(account, Convert.FromBase64String(key), uri)
                : null;
    }

    /// <returns>How many tables and rows were searched.</returns>
    /// <exception cref="Failure">One holds a secret.</exception>
    public async Task<(int Tables, int Rows)> SearchAsync(Secrets secrets, CancellationToken cancellationToken)
    {
        var tables = 0;
        var rows = 0;
        await foreach (var table in ReadAllAsync("Tables", cancellationToken))
        {
            var name = table.GetProperty("TableName").GetString();
            tables++;
            await foreach (var row in ReadAllAsync($"{name}()", cancellationToken))
            {
                rows++;
                foreach (var property in row.EnumerateObject().Where(property => Holds(property.Value, secrets)))
                {
                    var key = $"{row.GetProperty("PartitionKey")}, {row.GetProperty("RowKey")}";
                    throw new Failure($"Table {name} holds a password, in {property.Name} of the row ({key}).");
                }
            }
        }
        return (tables, rows);
    }

    public void Dispose() => http.Dispose();

    /// <summary>In a text as it is, in a binary value after decoding.</summary>
    private static bool Holds(JsonElement value, Secrets secrets)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        return secrets.AreIn(value.GetString()!)
            || (value.TryGetBytesFromBase64(out var bytes) && secrets.AreIn(Encoding.UTF8.GetString(bytes)));
    }

    private async IAsyncEnumerable<JsonElement> ReadAllAsync(
        string resource, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = "";
        while (next is not null)
        {
            using var request = Signed(resource, next);
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new Failure($"The storage answered {(int)response.StatusCode} to a read of {resource}: {body}");
            foreach (var item in JsonDocument.Parse(body).RootElement.GetProperty("value").EnumerateArray()) yield return item;
            next = Continuation(response.Headers);
        }
    }

    /// <summary>Shared Key Lite for tables: the date and the path are signed, the query is not.</summary>
    private HttpRequestMessage Signed(string resource, string continuation)
    {
        var uri = new Uri($"{endpoint.ToString().TrimEnd('/')}/{resource}{continuation}");
        var date = DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{date}\n/{account}{uri.AbsolutePath}"));
        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Add("Accept", "application/json;odata=nometadata");
        request.Headers.Authorization = new("SharedKeyLite", $"{account}:{Convert.ToBase64String(signature)}");
        return request;
    }

    /// <summary>Each x-ms-continuation-X of an answer is the X of the next query, whose case matters.</summary>
    private static string? Continuation(HttpResponseHeaders headers)
    {
        string[] names = ["NextTableName", "NextPartitionKey", "NextRowKey"];
        var parts = names.Where(name => headers.Contains($"x-ms-continuation-{name}"))
            .Select(name => $"{name}={Uri.EscapeDataString(headers.GetValues($"x-ms-continuation-{name}").First())}").ToList();
        return parts.Count == 0 ? null : "?" + string.Join('&', parts);
    }
}

/// <summary>Builds everything and runs the tests.</summary>
internal sealed partial class TestRun(string[] filters, CancellationToken cancellationToken)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private readonly string results = Checkout.PathOf("TestResults");

    /// <summary>Ends with a line of its own, <c>N passed, N failed</c>, also when there was nothing to count.</summary>
    public async Task<int> RunAsync()
    {
        var allPassed = false;
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        try
        {
            await NodePackages.InstallAsync(cancellationToken);
            await Dotnet.BuildAsync(Checkout.Solution, cancellationToken);
            allPassed = await TestAsync(Checkout.Solution);
        }
        catch (Failure failure)
        {
            Console.WriteLine(failure.Message);
        }

        var outcomes = Outcomes().CountBy(outcome => outcome).ToDictionary();
        var passed = outcomes.GetValueOrDefault("Passed");
        var skipped = outcomes.GetValueOrDefault("NotExecuted");
        var failed = outcomes.Values.Sum() - passed - skipped;
        if (skipped > 0) Console.WriteLine($"{skipped} skipped");
        if (passed + failed == 0) Console.WriteLine("No test ran.");
        else if (!allPassed && failed == 0) Console.WriteLine("The run failed, though no test did: see above.");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return allPassed && passed > 0 && failed == 0 ? 0 : 1;
    }

    /// <summary>
    /// One test project after the other (<c>-m:1</c>): each runs its own classes on all cores already, beside an Azurite and a host of
    /// its own, and two projects at once would only make both slower and their timeouts likelier.
    /// </summary>
    private async Task<bool> TestAsync(string project)
    {
        string[] arguments =
        [
            "test", project, "--no-build", "-c", Dotnet.Configuration, "-m:1", "-nologo",
            "--logger", "console;verbosity=minimal", "--logger", "trx", "--results-directory", results,
        ];
        if (filters.Length > 0) arguments = [.. arguments, "--filter", string.Join('|', filters.Select(Filter))];
        return await Tool.RunAsync("dotnet", arguments, Console.WriteLine, cancellationToken) == 0;
    }

    private static string Filter(string text) => Expression.IsMatch(text) ? $"({text})" : $"FullyQualifiedName~{text}";

    private IEnumerable<string> Outcomes() => Directory.Exists(results)
        ? Directory.EnumerateFiles(results, "*.trx", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult"))
            .Select(result => (string?)result.Attribute("outcome") ?? "Error")
        : [];

    [GeneratedRegex("[=~!&|()]", RegexOptions.CultureInvariant)]
    private static partial Regex Expression { get; }
}

/// <summary>The benches are a program of their own: it is built for release and run.</summary>
internal static class BenchRun
{
    private const string Project = "tests/ApiAccounts.Bench/ApiAccounts.Bench.csproj";
    private const string Program = $"tests/ApiAccounts.Bench/bin/{Dotnet.Configuration}/net10.0/ApiAccounts.Bench.dll";

    /// <returns>Its exit code: 2 when something was asked for that there is not, or wrk is missing.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await NodePackages.InstallAsync(cancellationToken);
        await Dotnet.BuildAsync(Project, cancellationToken);
        return await Tool.RunAsync("dotnet", [Checkout.PathOf(Program), .. args], Console.WriteLine, cancellationToken) ?? throw new Failure("dotnet is not on the PATH.");
    }
}

/// <summary>The fault tests for longer, with everything at once: the test project of the app, run by itself.</summary>
internal static class Soak
{
    private const string Project = "tests/ApiAccounts.Functions.Tests/ApiAccounts.Functions.Tests.csproj";
    private const string Program = $"tests/ApiAccounts.Functions.Tests/bin/{Dotnet.Configuration}/net10.0/ApiAccounts.Functions.Tests.dll";

    /// <returns>0 when every promise was kept.</returns>
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var minutes = arguments.Number("minutes", 10, 1, 24 * 60);
        var seed = arguments.Number("seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue);
        await NodePackages.InstallAsync(cancellationToken);
        await Dotnet.BuildAsync(Project, cancellationToken);
        return await Tool.RunAsync("dotnet", [Checkout.PathOf(Program), $"{minutes}", $"{seed}"], Console.WriteLine, cancellationToken)
            ?? throw new Failure("dotnet is not on the PATH.");
    }
}
