using ApiAccounts.Tools.Dev.Up;

namespace ApiAccounts.Tools.Tests;

public sealed class ArgumentTests
{
    private const string OptionsOfUp = "--port, --storage-port, --data, --host, --admin-email and --admin-password";

    [Theory]
    [InlineData("up --prot 80", $"'--prot' is not an option of up, which has {OptionsOfUp}.")]
    [InlineData("up 7071", $"'7071' is not an option of up, which has {OptionsOfUp}.")]
    [InlineData("demo --uri=http://127.0.0.1", "'--uri' is not an option of demo, which has --url, --admin-email, --admin-password and --keep.")]
    [InlineData("soak --hours 1", "'--hours' is not an option of soak, which has --minutes and --seed.")]
    [InlineData("test --list", "'--list' is not an option of test, which takes parts of the names of tests.")]
    [InlineData("up @arguments.txt", $"'@arguments.txt' is not an option of up, which has {OptionsOfUp}.")]
    [InlineData("up --port", "--port needs a value.")]
    [InlineData("up --port 7071 --port 7072", "--port is given twice.")]
    [InlineData("up --port 0", "--port is a number from 1 to 65535, not '0'.")]
    [InlineData("up --port=65536", "--port is a number from 1 to 65535, not '65536'.")]
    [InlineData("up --storage-port 65534", "--storage-port is a number from 1 to 65533, not '65534'.")]
    [InlineData("up --port 10002", "--port 10002 is one of the three ports from --storage-port 10000 on.")]
    [InlineData("up --host azure", "--host is auto, self or func, not 'azure'.")]
    [InlineData("up --admin-email ada", "--admin-email is an e-mail address, not 'ada'.")]
    [InlineData("demo --admin-email a:b@partner.example", "--admin-email is an e-mail address, not 'a:b@partner.example'.")]
    [InlineData(
        "up --admin-password secret",
        "--admin-password is too weak: 12 to 40 characters, the first and the last a letter or digit, with at least one upper-case letter, "
        + "lower-case letter, digit and special character other than ':'.")]
    [InlineData("demo --url localhost", "--url is an address such as http://127.0.0.1:7071, not 'localhost'.")]
    [InlineData("soak --minutes 1441", "--minutes is a number from 1 to 1440, not '1441'.")]
    [InlineData("soak --seed -1", "--seed is a number from 0 to 2147483647, not '-1'.")]
    [InlineData("down", "Unknown command 'down': it is up, test, bench, soak or recover-admin.")]
    public void Wrong_arguments_are_refused_with_a_sentence_and_2(string line, string sentence)
    {
        var args = line.Split(' ');

        var exception = Assert.Throws<ToolException>(() => Read(args));

        Assert.Equal((sentence + " See: dotnet run dev.cs -- help", 2), (exception.Message, exception.ExitCode));
    }

    [Fact]
    public void Keep_is_an_option_without_a_value()
    {
        var options = Programs.Demo.Parse(["demo", "--keep", "--url", "http://127.0.0.1:80"]).Tokens.Select(token => token.Value);

        Assert.Equal(["--keep", "--url", "http://127.0.0.1:80"], options);
    }

    [Fact]
    public void Up_without_options_takes_the_usual_ports_and_the_folder_of_the_checkout()
    {
        var options = UpCommand.Read(Programs.Dev.Parse(["up"]));

        Assert.Equal(new UpOptions(7071, 10000, Repository.PathOf(".data"), HostChoice.Auto, null, null), options);
    }

    [Fact]
    public void Up_takes_each_option_in_either_form()
    {
        var options = UpCommand.Read(Programs.Dev.Parse(
        [
            "up", "--port=7100", "--storage-port", "7200", "--data", "/elsewhere", "--host=func",
            "--admin-email", "ada@partner.example", "--admin-password=Eq=ls-and-Colon0",
        ]));

        Assert.Equal(new UpOptions(7100, 7200, "/elsewhere", HostChoice.Func, "ada@partner.example", "Eq=ls-and-Colon0"), options);
    }

    [Fact]
    public void The_benches_get_their_arguments_as_they_are()
    {
        string[] arguments = ["verify", "--quick", "--results=figures", "-x", "--help"];

        Assert.Equal(arguments, Programs.Dev.Parse(["bench", .. arguments]).UnmatchedTokens);
    }

    private static void Read(string[] args)
    {
        var parsed = Programs.Of(args).Parse(args);
        if (args is ["up", ..]) UpCommand.Read(parsed);
    }
}
