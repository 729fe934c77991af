using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Http;

/// <summary>What a 401 asks for (RFC 7617; RFC 6750, section 3): where a token was sent, what is wrong with it, never the token.</summary>
internal static class Challenge
{
    public const string Basic = "Basic realm=\"API accounts\", charset=\"UTF-8\"";

    public static string For(Error error) => error.Code == Error.InvalidToken.Code
        ? $"Bearer realm=\"API accounts\", error=\"{error.Code}\", error_description=\"{error.Message}\""
        : Basic;
}
