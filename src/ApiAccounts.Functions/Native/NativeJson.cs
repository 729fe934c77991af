using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Native;

/// <summary>JSON as the native routes write it: camel case, times in UTC with a Z.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AcceptInvitationRequest))]
[JsonSerializable(typeof(AcceptedInvitationResponse))]
[JsonSerializable(typeof(ApiUserChangesRequest))]
[JsonSerializable(typeof(ApiUserChangesResponse))]
[JsonSerializable(typeof(ApiUserResponse))]
[JsonSerializable(typeof(AuditResponse))]
[JsonSerializable(typeof(CreateApiUserRequest))]
[JsonSerializable(typeof(CreateCustomServiceRequest))]
[JsonSerializable(typeof(CreateInvitationRequest))]
[JsonSerializable(typeof(CustomServiceResponse))]
[JsonSerializable(typeof(IReadOnlyList<ApiUserResponse>))]
[JsonSerializable(typeof(IReadOnlyList<CustomServiceResponse>))]
[JsonSerializable(typeof(IReadOnlyList<InvitationResponse>))]
[JsonSerializable(typeof(IReadOnlyList<RoleResponse>))]
[JsonSerializable(typeof(InvitationResponse))]
[JsonSerializable(typeof(OverviewResponse))]
[JsonSerializable(typeof(ReportUsageRequest))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(UpdateApiUserRequest))]
[JsonSerializable(typeof(UpdateCustomServiceRequest))]
[JsonSerializable(typeof(UsageResponse))]
internal sealed partial class NativeJson : JsonSerializerContext;

/// <summary>A time as <see cref="UtcTime"/> writes and reads it.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UtcTime.TryParse(reader.GetString(), out var time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value));
}
