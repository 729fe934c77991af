using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>One of the APIs that the app speaks: which paths are its own, and how it writes an error.</summary>
public interface IDialect
{
    bool Owns(PathString path);

    IResult Answer(Error error);
}
