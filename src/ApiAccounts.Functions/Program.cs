using ApiAccounts.Functions.Startup;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication(); // before any middleware, which finds no HttpContext otherwise
builder.AddApp();

return await builder.Build().RunOrExplainAsync();
