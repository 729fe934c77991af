using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Startup;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication(); // before any middleware, which finds no HttpContext otherwise
builder.AddApp();
builder.UseMiddleware<ResultMiddleware>(); // the innermost
builder.Logging.AddBackgroundLog();

return await builder.Build().RunOrExplainAsync();
