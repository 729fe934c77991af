using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Native;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary>The password of the caller, in every spelling that is documented of these paths; and of another user, where that was lost.</summary>
public sealed class PasswordFunctions(NativeApi api, AudienceIds ids, UpdatePassword update, ResetPassword reset)
{
    [Function(nameof(AudienceUpdateOwnPassword))]
    public Task<IResult> AudienceUpdateOwnPassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "api/v1/users/self/update-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.ToChangePassword(request, caller => UpdateOwnAsync(caller, request, cancellationToken), Answer, cancellationToken);

    [Function(nameof(AudienceUpdateOwnPasswordV1))]
    public Task<IResult> AudienceUpdateOwnPasswordV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "v1/users/self/update-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceUpdateOwnPassword(request, cancellationToken);

    [Function(nameof(AudienceUpdateOwnPasswordShort))]
    public Task<IResult> AudienceUpdateOwnPasswordShort(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "api/v1/self/update-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceUpdateOwnPassword(request, cancellationToken);

    [Function(nameof(AudienceUpdateOwnPasswordShortV1))]
    public Task<IResult> AudienceUpdateOwnPasswordShortV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "v1/self/update-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceUpdateOwnPassword(request, cancellationToken);

    [Function(nameof(AudienceResetOwnPassword))]
    public Task<IResult> AudienceResetOwnPassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "api/v1/users/self/reset-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => reset.ExecuteAsync(caller, caller.Operator, cancellationToken), Answer, cancellationToken);

    [Function(nameof(AudienceResetOwnPasswordV1))]
    public Task<IResult> AudienceResetOwnPasswordV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "v1/users/self/reset-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceResetOwnPassword(request, cancellationToken);

    [Function(nameof(AudienceResetOwnPasswordShort))]
    public Task<IResult> AudienceResetOwnPasswordShort(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "api/v1/self/reset-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceResetOwnPassword(request, cancellationToken);

    [Function(nameof(AudienceResetOwnPasswordShortV1))]
    public Task<IResult> AudienceResetOwnPasswordShortV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "v1/self/reset-password")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceResetOwnPassword(request, cancellationToken);

    [Function(nameof(AudienceResetPassword))]
    public Task<IResult> AudienceResetPassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/users/{userId}/reset-password")] HttpRequest request,
        string userId, CancellationToken cancellationToken) => api.As(
            request,
            caller => ids.OnUserAsync(
                caller, userId, Permission.ManageOperators, id => reset.ExecuteAsync(caller, id, cancellationToken).InWordsOfDialect(), cancellationToken),
            Answer,
            cancellationToken);

    [Function(nameof(AudienceResetPasswordV1))]
    public Task<IResult> AudienceResetPasswordV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/users/{userId}/reset-password")] HttpRequest request,
        string userId, CancellationToken cancellationToken) => AudienceResetPassword(request, userId, cancellationToken);

    private async Task<Result<Done>> UpdateOwnAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, AudienceJson.Default.UpdatePasswordRequest, cancellationToken)).TryGet(out var body, out var error)) return error;
        if (body.OldPassword is null) return Error.Malformed("oldPassword is missing.", "$.oldPassword");
        if (body.NewPassword is null) return Error.Malformed("newPassword is missing.", "$.newPassword");
        return await update.ExecuteAsync(caller, body.OldPassword, body.NewPassword, cancellationToken);
    }

    private static IResult Answer(Done done) => TypedResults.Ok();
}
