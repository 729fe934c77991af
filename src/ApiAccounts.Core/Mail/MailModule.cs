using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Mail;

internal static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSettings<MailOptions, MailOptionsValidator>(MailOptions.Section);

        services.AddSingleton<MailEncryption>();
        services.AddSingleton<EnqueueMail>();
        services.AddSingleton<MailLimit>();
        services.AddSingleton<MailMetrics>();
        services.AddSingleton<MailTallies>();
        services.AddSingleton<SendMail>();
        return services;
    }
}
