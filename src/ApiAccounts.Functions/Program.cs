using ApiAccounts.Core;
using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Startup;
using ApiAccounts.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication(); // before any middleware, which finds no HttpContext otherwise
builder.UseMiddleware<ErrorMiddleware>();
builder.Services.AddApiAccounts().AddAzureStorage().AddDialects().AddMail().AddStartAndStop();

return await builder.Build().RunOrExplainAsync();
