using ApiAccounts.Functions.Startup;
using ApiAccounts.SelfHost;

var builder = SelfHostBuilder.Create(args);
builder.AddApp();

return await builder.Build(typeof(FunctionsApp).Assembly).RunOrExplainAsync();
