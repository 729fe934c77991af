using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Functions.Dialects.V1.ApiUsers;
using ApiAccounts.Functions.Dialects.V1.Audit;
using ApiAccounts.Functions.Dialects.V1.CustomServices;
using ApiAccounts.Functions.Dialects.V1.EmailConfirmations;
using ApiAccounts.Functions.Dialects.V1.ForgottenPasswords;
using ApiAccounts.Functions.Dialects.V1.Invitations;
using ApiAccounts.Functions.Dialects.V1.Operators;
using ApiAccounts.Functions.Dialects.V1.Overview;
using ApiAccounts.Functions.Dialects.V1.Roles;
using ApiAccounts.Functions.Dialects.V1.Sessions;
using ApiAccounts.Functions.Dialects.V1.Unconfirmed;
using ApiAccounts.Functions.Dialects.V1.Usage;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>The JSON of the native routes: camel case, times in UTC with a Z.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(V1AcceptInvitationRequest))]
[JsonSerializable(typeof(V1AcceptedInvitationResponse))]
[JsonSerializable(typeof(V1ApiUserChangesRequest))]
[JsonSerializable(typeof(V1ApiUserChangesResponse))]
[JsonSerializable(typeof(V1ApiUserResponse))]
[JsonSerializable(typeof(V1AuditResponse))]
[JsonSerializable(typeof(V1CompleteForgotPasswordRequest))]
[JsonSerializable(typeof(V1ConfirmEmailRequest))]
[JsonSerializable(typeof(V1CreateApiUserRequest))]
[JsonSerializable(typeof(V1CreateCustomServiceRequest))]
[JsonSerializable(typeof(V1CreateInvitationRequest))]
[JsonSerializable(typeof(V1CustomServiceResponse))]
[JsonSerializable(typeof(V1ForgotPasswordRequest))]
[JsonSerializable(typeof(V1ErrorsResponse))]
[JsonSerializable(typeof(IReadOnlyList<V1ApiUserResponse>))]
[JsonSerializable(typeof(IReadOnlyList<V1CustomServiceResponse>))]
[JsonSerializable(typeof(IReadOnlyList<V1InvitationResponse>))]
[JsonSerializable(typeof(IReadOnlyList<V1OperatorResponse>))]
[JsonSerializable(typeof(IReadOnlyList<V1RoleResponse>))]
[JsonSerializable(typeof(IReadOnlyList<V1SessionResponse>))]
[JsonSerializable(typeof(IReadOnlyList<V1UnconfirmedCredentialResponse>))]
[JsonSerializable(typeof(V1InvitationResponse))]
[JsonSerializable(typeof(V1OperatorUsageResponse))]
[JsonSerializable(typeof(V1OperatorResponse))]
[JsonSerializable(typeof(V1OverviewResponse))]
[JsonSerializable(typeof(V1ReportUsageRequest))]
[JsonSerializable(typeof(V1RoleRequest))]
[JsonSerializable(typeof(V1RotateRequest))]
[JsonSerializable(typeof(V1UpdateApiUserRequest))]
[JsonSerializable(typeof(V1UpdateCustomServiceRequest))]
[JsonSerializable(typeof(V1UsageResponse))]
internal sealed partial class V1Json : JsonSerializerContext;

/// <summary>A time in the form of <see cref="UtcTime"/>.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UtcTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new WrongTimeException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value));
}
