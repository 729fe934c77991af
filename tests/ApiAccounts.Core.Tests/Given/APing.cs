using System.Collections.Immutable;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Tests.Given;

internal static class APing
{
    /// <summary>Of uses within the hour of a time, the last of them then.</summary>
    public static UsagePing At(DateTimeOffset time, long count = 1, AccountId? id = null, params (int Code, long Times)[] errors) => new(
        id ?? Known.ApiUserId, UtcHour.Of(time), count, time, errors.ToImmutableDictionary(error => error.Code, error => error.Times));
}
