using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StandIns.App;

var builder = FunctionsApplication.CreateBuilder(args);
builder.UseMiddleware<EarlyMiddleware>();
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<AnsweringMiddleware>();
builder.UseWhen<HttpOnlyMiddleware>(context => context.GetHttpContext() is not null);
builder.Services.AddScoped<ScopedThing>();
builder.Services.AddSingleton<Gate>();
builder.Services.AddHostedService<StoppingService>();
builder.Build().Run();
