using ApiAccounts.Core.Groups;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

/// <summary>Accounts, <c>{pid}</c> / <c>group|{number}</c>.</summary>
internal static class GroupRow
{
    public const string Id = "Id";
    public const string Name = "Name";
    public const string Description = "Description";

    public static TableEntity Write(Group group) => new(AccountsKeys.Directory(group.Id.Pid), AccountsKeys.Group(group.Number))
    {
        [Row.Shape] = Row.CurrentShape,
        [Id] = group.Id.ToString(),
        [Name] = group.Name,
        [Description] = group.Description,
    };

    public static Group Read(TableEntity row) => new(row.Id(Id), row.Text(Name), row.Text(Description));
}
