using ApiAccounts.Core.Access;
using ApiAccounts.Core.ApiUsers.Overview;
using ApiAccounts.Core.CustomServices;
using ApiAccounts.Core.Invitations;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Verification;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Settings;

[OptionsValidator]
internal sealed partial class AccountsOptionsValidator : IValidateOptions<AccountsOptions>;

[OptionsValidator]
internal sealed partial class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>;

[OptionsValidator]
internal sealed partial class CustomServicesOptionsValidator : IValidateOptions<CustomServicesOptions>;

[OptionsValidator]
internal sealed partial class InvitationsOptionsValidator : IValidateOptions<InvitationsOptions>;

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;

[OptionsValidator]
internal sealed partial class OverviewOptionsValidator : IValidateOptions<OverviewOptions>;

[OptionsValidator]
internal sealed partial class PasswordsOptionsValidator : IValidateOptions<PasswordsOptions>;

[OptionsValidator]
internal sealed partial class RateLimitsOptionsValidator : IValidateOptions<RateLimitsOptions>;

[OptionsValidator]
internal sealed partial class SecretsOptionsValidator : IValidateOptions<SecretsOptions>;

[OptionsValidator]
internal sealed partial class TokensOptionsValidator : IValidateOptions<TokensOptions>;

[OptionsValidator]
internal sealed partial class UsageOptionsValidator : IValidateOptions<UsageOptions>;

[OptionsValidator]
internal sealed partial class VerificationOptionsValidator : IValidateOptions<VerificationOptions>;
