using ApiAccounts.Core;
using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Deployment.Tests.Bicep;
using ApiAccounts.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>The settings of the app in Azure, bound by what binds them in the app.</summary>
public sealed class SettingTests
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    /// <summary>What the host reads itself. Source: https://learn.microsoft.com/azure/azure-functions/functions-app-settings.</summary>
    private static readonly string[] OfHost =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "ASPNETCORE_FORWARDEDHEADERS_ENABLED",
        "AzureFunctionsJobHost__logging__logLevel__Function", "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
    ];

    private static readonly string[] OfStorageConnection =
    [
        "AccountsStorage__clientId", "AccountsStorage__credential",
        "AccountsStorage__queueServiceUri", "AccountsStorage__tableServiceUri",
    ];

    /// <summary>What only Azure knows, as it could be.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["Accounts__Buckets"] = "16",
        ["AccountsStorage__clientId"] = "00000000-0000-0000-0000-000000000001",
        ["AccountsStorage__queueServiceUri"] = "https://example.queue.core.windows.net/",
        ["AccountsStorage__tableServiceUri"] = "https://example.table.core.windows.net/",
        ["Bootstrap__AdminEmail"] = "admin@demo.example",
        ["Bootstrap__AdminPassword"] = "P00000000-0000-0000-0000-000000000000-1a",
        ["Invitations__Page"] = "https://example.azurewebsites.net/invitation",
        ["Secrets__Peppers__1"] = Key,
        ["Tokens__SigningKeys__1"] = Key,
    };

    [Fact]
    public void The_settings_are_these()
    {
        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "ASPNETCORE_FORWARDEDHEADERS_ENABLED",
                "AccountsStorage__clientId", "AccountsStorage__credential",
                "AccountsStorage__queueServiceUri", "AccountsStorage__tableServiceUri",
                "Accounts__Buckets", "AzureFunctionsJobHost__logging__logLevel__Function", "AzureWebJobsDisableHomepage",
                "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
                "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
                "Bootstrap__AdminEmail", "Bootstrap__AdminPassword", "Http__TrustedProxies",
                "Invitations__Page", "Secrets__Peppers__1", "Tokens__SigningKeys__1",
            ],
            AppSettingsOf(Infrastructure.AsItIs).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_is_bound_or_known_to_the_host_and_every_required_one_is_set() => Assert.Empty(Faults(Infrastructure.AsItIs));

    [Theory]
    [InlineData("Accounts__Buckets:", "Accounts__Bucket:", "Accounts__Bucket is not a setting; the settings are Accounts__Buckets.")]
    [InlineData("Accounts__Buckets:", "Account__Buckets:", "Account__Buckets is bound by no options and not known to the host.")]
    [InlineData(
        "Invitations__Page:", "WEBSITE_RUN_FROM_PACKAGE:",
        "WEBSITE_RUN_FROM_PACKAGE is bound by no options and not known to the host.")]
    [InlineData(
        "  AccountsStorage__queueServiceUri: accountsQueueUri\n", "",
        "AccountsStorage is not set; it must be a connection string of a storage account, or AccountsStorage__tableServiceUri "
        + "and AccountsStorage__queueServiceUri must name its services.")]
    [InlineData(
        "  AccountsStorage__credential: 'managedidentity'\n", "  AccountsStorage__credential: 'key'\n",
        "AccountsStorage__credential must be 'managedidentity' or omitted; it is 'key'.")]
    [InlineData(
        "AccountsStorage__clientId:", "AccountsStorage__client:",
        "AccountsStorage__client is bound by no options and not known to the host.")]
    [InlineData(
        "'Secrets__Peppers__${number}'", "'Secrets__Pepper__${number}'",
        "Secrets__Pepper is not a setting; the settings are Secrets__Prefix, Secrets__Peppers.")]
    [InlineData(
        "pepperSettings, signingKeySettings,", "signingKeySettings,",
        "Secrets__Peppers__1 is not set; it must be the base64 of at least 32 random bytes.")]
    [InlineData(
        "signingKeySettings, settings", "settings",
        "Tokens__SigningKeys__1 is not set; it must be the base64 of at least 32 random bytes.")]
    [InlineData(
        "  Bootstrap__AdminPassword:", "  Bootstrap__Password:",
        "Bootstrap__Password is not a setting; the settings are Bootstrap__PartnerName, Bootstrap__AdminEmail, Bootstrap__AdminPassword, "
        + "Bootstrap__RecoverAdmin, Bootstrap__RecoverPassword.")]
    [InlineData("string(buckets)", "'many'", "Accounts__Buckets must be a whole number; it is 'many'.")]
    public void A_wrong_setting_is_found(string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With("function-app.bicep", text, instead)));

    [Fact]
    public void Every_secret_is_a_reference_to_the_vault() => Assert.Equal(
        [
            ("Bootstrap__AdminPassword", "@Microsoft.KeyVault(VaultName=*;SecretName=first-administrator)"),
            ("Secrets__Peppers__1", "@Microsoft.KeyVault(VaultName=*;SecretName=pepper-*)"),
            ("Tokens__SigningKeys__1", "@Microsoft.KeyVault(VaultName=*;SecretName=signing-key-*)"),
        ],
        AppSettingsOf(Infrastructure.AsItIs).Where(setting => setting.Value.Pattern.StartsWith('@'))
            .Select(setting => (setting.Key, setting.Value.Pattern)).OrderBy(setting => setting.Key, StringComparer.Ordinal));

    [Fact]
    public void Every_value_is_plain_so_that_a_person_can_manage_it_in_the_portal() => Assert.All(
        AppSettingsOf(Infrastructure.AsItIs).Values,
        value => Assert.DoesNotContain(
            value.All, part => part is ArmExpression.Call { Function: "createObject" or "createArray" or "json" } || IsJson(part)));

    /// <summary>What begins with <c>{0}</c> is a format.</summary>
    private static bool IsJson(ArmExpression part) => part.Pattern is ['{', not (>= '0' and <= '9'), ..];

    /// <summary>The sentences that the app would end with.</summary>
    private static List<string> Faults(Infrastructure infrastructure)
    {
        var settings = AppSettingsOf(infrastructure);
        var values = settings.ToDictionary(
            setting => setting.Key.Replace("__", ":", StringComparison.Ordinal),
            setting => ValueOf(setting.Key, setting.Value.Pattern));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values!).Build();
        var options = OptionsTypes().ToList();
        string[] sections = [.. options.Select(type => SectionOf(type) + "__")];
        string[] known = [.. OfHost, .. OfStorageConnection];
        return
        [
            .. from name in settings.Keys
               where !known.Contains(name) && !Array.Exists(sections, section => name.StartsWith(section, StringComparison.Ordinal))
               select $"{name} is bound by no options and not known to the host.",
            .. ToSentences(() => _ = new StorageConnection(configuration)),
            .. ToSentences(() => Validate(configuration, options)),
        ];
    }

    private static string ValueOf(string setting, string pattern) =>
        pattern.Contains('*', StringComparison.Ordinal) ? Samples.GetValueOrDefault(setting, Key) : pattern;

    private static void Validate(IConfiguration configuration, IEnumerable<Type> options)
    {
        var services = new ServiceCollection().AddSingleton(configuration).AddApiAccounts();
        foreach (var type in options)
            typeof(SettingsServiceCollectionExtensions).GetMethods()
                .Single(method => method.Name == "AddSettings" && method.GetGenericArguments().Length == 1)
                .MakeGenericMethod(type).Invoke(null, [services, SectionOf(type)]);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    private static IEnumerable<string> ToSentences(Action action)
    {
        try
        {
            action();
            return [];
        }
        catch (SettingException exception)
        {
            return [exception.Message];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (AggregateException several)
        {
            return several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(exception => exception.Failures);
        }
    }

    private static IEnumerable<Type> OptionsTypes() =>
        from owner in (Type[])[typeof(StorageConnection), typeof(Functions.Http.HttpOptions), typeof(SettingException)]
        from type in owner.Assembly.GetExportedTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true }
        select type;

    private static string SectionOf(Type options) => (string)options.GetField("Section")!.GetRawConstantValue()!;

    /// <summary>Each by its name, with the expression of its value; a number in a name is 1.</summary>
    private static Dictionary<string, ArmExpression> AppSettingsOf(Infrastructure infrastructure)
    {
        var app = infrastructure.Template.Module("function-app").Template;
        var settings = Assert.Single(app.Resources, resource => resource.Type == "Microsoft.Web/sites/config").Property("properties")!;
        return Evaluate(settings, app).ToDictionary(setting => setting.Name, setting => setting.Value);
    }

    private static IEnumerable<(string Name, ArmExpression Value)> Evaluate(ArmExpression expression, ArmTemplate app) =>
        expression is not ArmExpression.Call call ? throw Unknown(expression) : (call.Function, call.Arguments) switch
        {
            ("createObject", _) => call.Properties,
            ("union", var objects) => objects.SelectMany(one => Evaluate(one, app)),
            ("if", [_, var then, var otherwise]) => Evaluate(then, app).Concat(Evaluate(otherwise, app)),
            ("variables", [var variable]) => Evaluate(app.Variables[variable.Pattern], app),
            ("parameters", _) => [], // settings that the deployer adds
            ("toObject", [_, ArmExpression.Call { Arguments: [_, var name] }, ArmExpression.Call { Arguments: [_, var value] }]) =>
                [(name.Pattern.Replace("*", "1", StringComparison.Ordinal), value)],
            _ => throw Unknown(expression),
        };

    private static InvalidOperationException Unknown(ArmExpression expression) => new($"It cannot be told what settings {expression} has.");
}
