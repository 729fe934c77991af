using System.Collections.Immutable;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The properties of an operator to create.</summary>
public sealed record NewOperator(string UserName, string Email, string? Password)
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string? Title { get; init; }

    public string? PhoneNumber { get; init; }

    /// <summary>The status after its creation.</summary>
    public OperatorStatus Status { get; init; } = OperatorStatus.Active;

    public bool IsAdministrator { get; init; }

    /// <summary>The numbers of the groups it will join.</summary>
    public ImmutableSortedSet<uint> Groups { get; init; } = [];

    /// <inheritdoc cref="Operator.Roles"/>
    public ImmutableHashSet<RoleAssignment> Roles { get; init; } = [];

    public bool AllowsPasswordSignIn { get; init; } = true;

    public bool IsApiOnly { get; init; }

    /// <inheritdoc cref="Operator.ExpiresAt"/>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it was invited, which is recorded. With the status <see cref="OperatorStatus.Invited"/> it gets a link.</summary>
    public bool IsInvited { get; init; }

    /// <inheritdoc cref="Operator.InvitationReason"/>
    public string? InvitationReason { get; init; }

    /// <inheritdoc cref="Operator.UptrendsFields"/>
    public string? UptrendsFields { get; init; }
}

/// <summary>
/// Creates an operator in three steps: its row as pending, with the reservation of its user name, which one caller wins; its claim in the
/// login row; its row as active. Any caller that finds the first step done may take the others. In the third step an
/// operator without a password gets a temporary one by mail, if it may use one and mails can be sent. An invited operator gets the
/// link of its invitation.
/// </summary>
public sealed class CreateOperator(
    IOperatorStore store,
    IGroupStore groups,
    IRoleStore roleStore,
    PasswordHashing passwords,
    MailTemporaryPassword temporary,
    MailInvitation invitation,
    MailEmailConfirmation confirmation,
    ReserveNames names,
    ExpiryDeadlines deadlines,
    AuditEntries audit,
    TimeProvider clock,
    IOptions<AccountsOptions> accounts)
{
    /// <inheritdoc cref="UserNames.MaxAttempts"/>
    private const int MaxAttempts = UserNames.MaxAttempts;

    /// <param name="caller">Null for the system itself.</param>
    public async Task<Result<Operator>> ExecuteAsync(uint pid, NewOperator request, Caller? caller, CancellationToken cancellationToken)
    {
        if (LoginName.Normalise(request.UserName) is not { Length: > 0 }) return Error.Invalid("The user name is not valid.");

        string? passwordHash = null;
        if (request.Password is not null)
        {
            var mustNotContain = new[] { request.UserName, request.Email, request.FirstName, request.LastName };
            if (PasswordRules.Check(request.Password, mustNotContain) is { } fault) return fault;
            if (!(await passwords.HashAsync(request.Password, cancellationToken)).TryGet(out passwordHash, out var busy)) return busy;
        }

        var adding = AddPendingAsync(pid, request, passwordHash, caller, cancellationToken);
        if (!(await adding).TryGet(out var pending, out var refused)) return refused;
        TemporaryPassword? password = null;
        if (IsWelcomed(pending, request.Status)
            && !(await temporary.NewAsync(pending, cancellationToken)).TryGet(out password, out var tooMany))
        {
            await RemovePendingAsync(pending, cancellationToken);
            return tooMany;
        }
        var completed = await CompleteAsync(pending, request.Status, password, caller, cancellationToken);
        if (completed.Error?.Kind == ErrorKind.TooManyRequests) await RemovePendingAsync(pending, cancellationToken);
        return completed;
    }

    /// <summary>Completes the remaining steps of a pending operator. An active one has none.</summary>
    public Task<Result<Operator>> CompleteAsync(Operator pending, Caller? caller, CancellationToken cancellationToken)
    {
        var status = pending is { InvitedAt: not null, IsApiOnly: false } ? OperatorStatus.Invited : OperatorStatus.Active;
        return CompleteAsync(pending, status, password: null, caller, cancellationToken);
    }

    private async Task<Result<Operator>> CompleteAsync(
        Operator pending, OperatorStatus status, TemporaryPassword? password, Caller? caller, CancellationToken cancellationToken)
    {
        await store.ClaimUserNameAsync(pending.Id, pending.LoginKey, cancellationToken);
        return await ActivateAsync(pending, status, password, caller, cancellationToken);
    }

    private async Task RemovePendingAsync(Operator pending, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(pending.Id, cancellationToken);
        if (found is { Value.Status: OperatorStatus.Pending }) await store.RemovePendingAsync(found, cancellationToken);
    }

    /// <param name="status">The status after its creation. An operator that cannot sign in gets no welcome mail.</param>
    private bool IsWelcomed(Operator pending, OperatorStatus status) =>
        status == OperatorStatus.Active && pending is { PasswordHash: null, MayHavePassword: true } && temporary.IsSetUp;

    private async Task<Result<Operator>> AddPendingAsync(
        uint pid, NewOperator request, string? passwordHash, Caller? caller, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var partner = await store.GetPartnerAsync(pid, cancellationToken);
            var now = clock.GetUtcNow();
            var userId = partner.Value.LastUserId + 1;
            var bucket = PartnerBuckets.For(pid, userId, accounts.Value.Buckets);
            var taken = partner with
            {
                Value = partner.Value with
                {
                    LastUserId = userId,
                    Buckets = partner.Value.Buckets.Contains(bucket) ? partner.Value.Buckets : [.. partner.Value.Buckets, bucket],
                },
            };
            var pending = new Operator
            {
                Id = AccountId.New(AccountKind.Operator, pid, userId, bucket),
                UserName = request.UserName,
                Email = request.Email,
                EmailProof = caller is null ? EmailProof.Confirmed : EmailProof.Unconfirmed,
                FirstName = request.FirstName,
                LastName = request.LastName,
                Title = request.Title,
                PhoneNumber = request.PhoneNumber,
                Status = OperatorStatus.Pending,
                IsAdministrator = request.IsAdministrator,
                Groups = request.Groups,
                Roles = request.Roles,
                ExpiresAt = request.ExpiresAt,
                PasswordHash = passwordHash,
                AllowsPasswordSignIn = request.AllowsPasswordSignIn,
                IsApiOnly = request.IsApiOnly,
                UptrendsFields = request.UptrendsFields,
                InvitedAt = request.IsInvited ? now : null,
                InvitationReason = request.InvitationReason,
                CreatedAt = now,
            };

            if (passwordHash is not null && caller is not null)
                pending = pending with { PasswordCeiling = Ceiling.Of(caller, pending.Id, Grants.None) };

            // Checked again, because the password may contain the userId.
            if (request.Password is { } chosen && PasswordRules.Check(chosen, pending) is { } fault) return fault;
            if (!(await names.ExecuteAsync(pending, caller, cancellationToken)).TryGet(out var reserved, out var inUse)) return inUse;
            if (await store.AddPendingAsync(taken, pending, reserved, cancellationToken)) return pending;
        }
        throw new InvalidOperationException(
            $"No userId could be assigned in partner {pid}: {MaxAttempts} attempts conflicted with other changes.");
    }

    /// <param name="status">The status after its creation.</param>
    /// <param name="password">The temporary password to mail; if null and one is needed, it is generated.</param>
    private async Task<Result<Operator>> ActivateAsync(
        Operator pending, OperatorStatus status, TemporaryPassword? password, Caller? caller, CancellationToken cancellationToken)
    {
        if (password is null && IsWelcomed(pending, status)
            && !(await temporary.NewAsync(pending, cancellationToken)).TryGet(out password, out var busy)) return busy;
        if (status == OperatorStatus.Invited && invitation.Refusal is { } notNow) return notNow;
        await deadlines.SetAsync(pending.Id, pending.ExpiresAt, cancellationToken);
        var action = status == OperatorStatus.Invited ? AuditAction.OperatorInvited : AuditAction.OperatorCreated;
        var entry = audit.New(action, pending.Id, caller, AuditChange.Of("reason", before: null, pending.InvitationReason));
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {pending.Id}", async () =>
        {
            if (await store.FindAsync(pending.Id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (current.Value.Status != OperatorStatus.Pending) return current.Value;
            var joined = await FindGroupsAsync(current.Value, cancellationToken);
            var (roles, given) = await FindRolesAsync(current.Value, cancellationToken);
            var groupNumbers = joined.Select(group => group.Value.Number);
            var active = current with { Value = current.Value with { Status = status, Groups = [.. groupNumbers], Roles = roles } };
            var counted = active.Value.CountsAsAdministrator
                ? await store.WithOneMoreAdministratorAsync(pending.Id.Pid, cancellationToken)
                : null;
            return await WriteAndMailAsync(active, password, WriteAsync, cancellationToken);

            Task<bool> WriteAsync(Versioned<Operator> created, EncryptedMail? mail) => store.WriteAsync(
                new(created, entry) { Partner = counted, Mail = mail, Joined = joined, Given = given },
                cancellationToken);
        });
    }

    /// <summary>Writes an operator with its mail: the invitation, the temporary password, or the link for its address.</summary>
    /// <param name="write">Writes both in one transaction. Returns false if it wrote neither.</param>
    /// <returns>The operator as written; null if it was not written.</returns>
    private async Task<Result<Operator>?> WriteAndMailAsync(
        Versioned<Operator> created,
        TemporaryPassword? password,
        Func<Versioned<Operator>, EncryptedMail?, Task<bool>> write,
        CancellationToken cancellationToken)
    {
        if (created.Value.Status == OperatorStatus.Invited) return await invitation.ExecuteAsync(created, write, cancellationToken);
        if (password is not null) return await temporary.ExecuteAsync(MailTemplate.Welcome, created, password, write, cancellationToken);
        if (created.Value is { EmailProof: not EmailProof.Confirmed, IsApiOnly: false } && confirmation.Refusal is null)
            return await confirmation.ExecuteOrSkipAsync(created, write, cancellationToken) is { } asked ? (Result<Operator>?)asked : null;
        return await write(created, null) ? (Result<Operator>?)created.Value : null;
    }

    /// <summary>Returns the requested groups that still exist. A group without a member may have been deleted meanwhile.</summary>
    private async Task<IReadOnlyList<Versioned<Group>>> FindGroupsAsync(Operator pending, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(pending.Groups.Select(number => groups.FindAsync(pending.Id.Pid, number, cancellationToken)));
        return [.. found.OfType<Versioned<Group>>()];
    }

    /// <summary>Returns the requested roles that still exist, and the rows of those that are not built in.</summary>
    private async Task<(ImmutableHashSet<RoleAssignment> Roles, IReadOnlyList<Versioned<Role>> Given)> FindRolesAsync(
        Operator pending, CancellationToken cancellationToken)
    {
        var custom = pending.Roles.Select(assignment => assignment.Role).Distinct().Where(number => !BuiltInRoles.Has(number));
        var read = await Task.WhenAll(custom.Select(number => roleStore.FindAsync(pending.Id.Pid, number, cancellationToken)));
        var found = read.OfType<Versioned<Role>>().ToList();
        var roles = pending.Roles.Where(
            assignment => BuiltInRoles.Has(assignment.Role) || found.Exists(role => role.Value.Number == assignment.Role));
        return ([.. roles], found);
    }
}
