using ApiAccounts.Tools;
using ApiAccounts.Tools.Dev;

// dev.cs builds this, runs it with one of its commands, and prints its help. It stops when its standard input ends.
LoopbackProxy.Bypass();
using var stop = new StopRequest(Console.OpenStandardInput());
return await DevProgram.Of(stop).RunAsync(args, stop.Token);
