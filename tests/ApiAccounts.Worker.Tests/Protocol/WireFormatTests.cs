using System.Reflection;
using ApiAccounts.Testing.Hosting.Rpc;
using Google.Protobuf.Reflection;

namespace ApiAccounts.Worker.Tests.Protocol;

/// <summary>The protocol as the host of the tests has it, against the one in the real worker.</summary>
public sealed class WireFormatTests
{
    private static readonly FileDescriptor Workers = (FileDescriptor)PublishedAssemblies
        .Load(PublishedApp.ApiAccounts, "Microsoft.Azure.Functions.Worker.Grpc")
        .GetType("Microsoft.Azure.Functions.Worker.Grpc.Messages.FunctionRpcReflection", throwOnError: true)!
        .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    [Fact]
    public void Each_field_and_value_has_the_workers_number_and_type()
    {
        Assert.Equal(Workers.Package, FunctionsReflection.Descriptor.Package);
        var known = Lines(Workers).ToHashSet();
        var used = Lines(FunctionsReflection.Descriptor).ToList();

        Assert.Contains("StreamingMessage.invocation_request = 4 AzureFunctionsRpcMessages.InvocationRequest", used);
        Assert.Empty(used.Except(known));
    }

    private static IEnumerable<string> Lines(FileDescriptor file) =>
    [
        .. file.Services.SelectMany(service => service.Methods).Select(method =>
            $"{method.FullName}: {Stream(method.IsClientStreaming)}{method.InputType.FullName}"
            + $" {Stream(method.IsServerStreaming)}{method.OutputType.FullName}"),
        .. file.MessageTypes.SelectMany(Lines),
    ];

    private static IEnumerable<string> Lines(MessageDescriptor message) =>
    [
        .. message.Fields.InDeclarationOrder().Select(field =>
            $"{message.Name}.{field.Name} = {field.FieldNumber} {(field.IsRepeated ? "repeated " : "")}{TypeOf(field)}"),
        .. message.EnumTypes.SelectMany(type => type.Values).Select(value => $"{message.Name}.{value.Name} = {value.Number}"),
        .. message.NestedTypes.SelectMany(Lines),
    ];

    private static string Stream(bool isStream) => isStream ? "stream " : "";

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var type => type.ToString(),
    };
}
