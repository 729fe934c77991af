using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Kernel.Settings;

public static class SettingsServiceCollectionExtensions
{
    /// <summary>Binds a section of the settings and validates it when the app starts.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class => services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => SettingsBinder.Bind(options, configuration.GetSection(section)))
            .ValidateOnStart();

    /// <inheritdoc cref="AddSettings{TOptions}"/>
    public static IServiceCollection AddSettings<TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddSettings<TOptions>(section);
        return services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
