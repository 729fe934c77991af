using ApiAccounts.Core.Directory.Passwords;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>Changes the caller's password, and resets the lost password of any user.</summary>
public sealed class AudiencePasswordFunctions(Api api, AudienceIds ids, UpdatePassword update, ResetPassword reset)
{
    [Function(nameof(AudienceUpdateOwnPassword))]
    public Task<IResult> AudienceUpdateOwnPassword(
        [HttpTrigger(Anonymous, "put", "post", Route = "api/v1/users/self/update-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.ToChangePassword(request, caller => UpdateOwnAsync(caller, request, cancellationToken), Answer, cancellationToken);

    [Function(nameof(AudienceResetOwnPassword))]
    public Task<IResult> AudienceResetOwnPassword(
        [HttpTrigger(Anonymous, "put", "post", Route = "api/v1/users/self/reset-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => reset.ExecuteAsync(caller, caller.Operator, cancellationToken), Answer, cancellationToken);

    [Function(nameof(AudienceResetPassword))]
    public Task<IResult> AudienceResetPassword(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/users/{userId}/reset-password")] HttpRequest request,
        string userId, CancellationToken cancellationToken) => api.As(
            request,
            caller => ids.UserAsync(caller, userId, Permission.ManageOperators, cancellationToken)
                .ThenAsync(id => reset.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    private Task<Result<Unit>> UpdateOwnAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.AudienceUpdatePasswordRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(passwords => update.ExecuteAsync(caller, passwords.Old, passwords.New, cancellationToken));

    private static IResult Answer(Unit _) => TypedResults.Ok();
}
