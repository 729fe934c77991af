using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Startup;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication(); // before any middleware, which finds no HttpContext otherwise
builder.AddApp();
builder.UseMiddleware<ResultMiddleware>(); // the innermost
builder.Services.AddSingleton<IValidateOptions<HttpOptions>, FunctionsHostProxies>();
builder.Logging.AddBackgroundLog();

return await builder.Build().RunOrExplainAsync();
