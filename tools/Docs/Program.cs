using ApiAccounts.Tools;
using ApiAccounts.Tools.Docs;

if (args is [_, var unknown, ..]) // the first is the name of the command
{
    Console.Error.WriteLine($"docs takes no arguments, and so not '{unknown}'.");
    return 2;
}

foreach (var page in GeneratedTable.All.GroupBy(table => table.Page))
{
    var path = Checkout.PathOf(page.Key);
    var before = File.ReadAllText(path);
    var after = page.Aggregate(before, (text, table) => table.In(text));
    if (after == before) continue;
    File.WriteAllText(path, after);
    Console.WriteLine($"Wrote {page.Key}");
}
return 0;
