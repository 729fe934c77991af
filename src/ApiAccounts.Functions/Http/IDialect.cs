namespace ApiAccounts.Functions.Http;

/// <summary>One of the APIs of the app: the paths that it owns, and the form of its errors.</summary>
public interface IDialect
{
    bool Owns(PathString path);

    IResult Answer(Error error);
}
