using ApiAccounts.Functions.Startup;
using Microsoft.Azure.Functions.Worker.Builder;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication(); // before our middleware, which needs its HttpContext
builder.AddApp();
builder.UseMiddleware<ResultMiddleware>(); // innermost
builder.Services.AddSingleton<IValidateOptions<HttpOptions>, FunctionsHostProxies>();
builder.Logging.AddBackgroundLog();

return await builder.Build().RunOrExplainAsync();
