namespace Azure.Data.Tables.Models;

/// <summary>A table, by name.</summary>
public class TableItem(string name)
{
    public string Name { get; } = name;
}
