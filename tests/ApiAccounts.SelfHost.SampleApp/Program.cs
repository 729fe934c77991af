using ApiAccounts.SelfHost;
using ApiAccounts.SelfHost.SampleApp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = SelfHostBuilder.Create(args);
builder.UseMiddleware<AnsweringMiddleware>();
builder.UseWhen<HttpOnlyMiddleware>(context => context.GetHttpContext() is not null);
builder.Services.AddScoped<ScopedThing>();
builder.Services.AddSingleton<Gate>();
builder.Services.AddHostedService<StoppingService>();
builder.Build(typeof(Gate).Assembly).Run();
