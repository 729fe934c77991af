namespace ApiAccounts.Core.Idempotency;

internal static class IdempotencyModule
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<AnswerEncryption>();
        services.AddSingleton<AnswerOnce>();
        return services;
    }
}
