using ApiAccounts.Tools;
using ApiAccounts.Tools.Demo;

// dev.cs builds this, runs it with the command demo, and prints its help. It stops when its standard input ends.
LoopbackProxy.Bypass();
using var stop = new StopRequest(Console.OpenStandardInput());
return await new ToolProgram(DemoCommand.Create()).RunAsync(args, stop.Token);
