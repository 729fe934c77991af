namespace ApiAccounts.Functions.AudienceManager;

/// <summary>The body of a change of one's own password. Not a record, which would show them where it is written out.</summary>
internal sealed class UpdatePasswordRequest
{
    public string? OldPassword { get; init; }

    public string? NewPassword { get; init; }
}
