namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// The body of a change of the caller's password. It is not a record, because <c>ToString</c> of a record prints its members.
/// </summary>
internal sealed class AudienceUpdatePasswordRequest
{
    public string? OldPassword { get; init; }

    public string? NewPassword { get; init; }

    public Result<(string Old, string New)> Read()
    {
        if (OldPassword is null) return Error.Malformed("oldPassword is missing.", "$.oldPassword");
        return NewPassword is null ? Error.Malformed("newPassword is missing.", "$.newPassword") : (OldPassword, NewPassword);
    }
}
