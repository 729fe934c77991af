using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Makes one OpenAPI document of its parts, by their lines: the paths of all, and for each kind of component the components of all. A key
/// that is defined twice is an error. A comment stays with the key above it, or is left out where there is none. Bundle.targets compiles
/// this when the build needs it; it is no part of the app.
/// </summary>
public sealed class BundleOpenApi : Task
{
    private const string Paths = "paths";
    private const string Components = "components";
    private const string OfKind = Components + ": ";
    private static readonly Regex Key = new Regex(@"^(?<name>[^\s#-].*?):(?<value> .*)?$");

    private readonly List<Member> members = new List<Member>();
    private readonly Dictionary<string, string> definedIn = new Dictionary<string, string>();

    /// <summary>In the order in which the document has them.</summary>
    [Required]
    public ITaskItem[] Parts { get; set; }

    /// <summary>The file to write.</summary>
    [Required]
    public string Document { get; set; }

    public override bool Execute()
    {
        foreach (var part in Parts) Read(part.GetMetadata("FullPath"));
        if (Log.HasLoggedErrors) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Document)));
        File.WriteAllText(Document, Merged());
        return true;
    }

    private void Read(string file)
    {
        var parent = "";
        Member member = null;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var content = line.TrimStart(' ');
            var indent = line.Length - content.Length;
            if (content == "" || content[0] == '#' || indent > member?.Indent)
            {
                member?.Lines.Add(line);
                continue;
            }
            var key = Key.Match(content);
            var name = key.Groups["name"].Value;
            var opens = key.Success && !key.Groups["value"].Success;
            if (indent == 0 && name is Paths or Components && opens) (parent, member) = (name, null);
            else if (indent == 0 && name is not (Paths or Components) && key.Success) member = Define(parent = "");
            else if (indent == 2 && parent == Paths && opens) member = Define(parent);
            else if (indent == 2 && (parent == Components || IsKind(parent)) && opens) (parent, member) = (OfKind + name, null);
            else if (indent == 4 && IsKind(parent) && opens) member = Define(parent);
            else Fail($"has a line that is neither a key of the document nor below one: {content}");

            Member Define(string under)
            {
                var path = under == "" ? name : $"{under}: {name}";
                if (definedIn.TryGetValue(path, out var first)) Fail($"defines a key that {first} defines already: {path}");
                definedIn[path] = Path.GetFileName(file);
                var defined = new Member(under, indent, line);
                members.Add(defined);
                return defined;
            }
        }

        void Fail(string what) => Log.LogError(null, null, null, file, number, 0, 0, 0, $"{Path.GetFileName(file)} {what}");
    }

    private string Merged()
    {
        var components = members.Select(member => member.Parent).Where(IsKind).Distinct()
            .Select(kind => $"  {kind.Substring(OfKind.Length)}:\n{Under(kind, "\n")}");
        return $"""
            {Under("", "\n")}

            {Paths}:
            {Under(Paths, "\n\n")}

            {Components}:
            {string.Join("\n\n", components)}

            """;
    }

    private static bool IsKind(string parent) => parent.StartsWith(OfKind, StringComparison.Ordinal);

    private string Under(string parent, string separator) => string.Join(
        separator, from member in members where member.Parent == parent select string.Join("\n", member.Lines).TrimEnd());

    private sealed class Member
    {
        public Member(string parent, int indent, string line) => (Parent, Indent, Lines) = (parent, indent, new List<string> { line });

        public string Parent { get; }

        public int Indent { get; }

        public List<string> Lines { get; }
    }
}
