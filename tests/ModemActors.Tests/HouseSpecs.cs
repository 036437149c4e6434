using System.Xml.Linq;

namespace ModemActors.Tests;

/// <summary>The dependency rule: Protocol ← Ports, Storage ← ModemActors ← Hosting ← Service, held by reading the project files.</summary>
public sealed class HouseSpecs
{
    private static readonly string s_root = Root();

    /// <summary>Each project and those of ours that it may refer to.</summary>
    public static TheoryData<string, string> Allowed => new()
    {
        { "ModemActors.Protocol", "" },
        { "ModemActors.Ports", "ModemActors.Protocol" },
        { "ModemActors.Storage", "ModemActors.Protocol" },
        { "ModemActors.Simulator", "ModemActors.Protocol ModemActors.Ports" },
        { "ModemActors", "ModemActors.Protocol ModemActors.Ports ModemActors.Storage" },
        { "ModemActors.Hosting", "ModemActors.Protocol ModemActors.Ports ModemActors.Storage ModemActors" },
        { "ModemActors.Service", "ModemActors.Protocol ModemActors.Ports ModemActors.Storage ModemActors.Simulator ModemActors ModemActors.Hosting" },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_refers_only_to_those_below_it(string project, string allowed)
    {
        var references = References(ProjectFile(project), "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed.Split(' ')));
    }

    [Fact]
    public void Every_project_of_the_product_is_held_to_the_rule()
    {
        var projects = Directory.GetDirectories(Path.Combine(s_root, "src")).Select(Path.GetFileName).Where(name => name != "StandIns");

        Assert.Empty(projects.Except(Allowed.Select(row => (string)((object[])row)[0]!)));
    }

    [Theory]
    [InlineData("ModemActors.Protocol", "")]
    [InlineData("ModemActors.Ports", "System.IO.Ports")]
    [InlineData("ModemActors.Storage", "")]
    [InlineData("ModemActors.Simulator", "")]
    [InlineData("ModemActors", "Akka")]
    public void Below_the_host_only_the_actors_know_Akka_and_only_Ports_knows_serial_ports(string project, string expected)
    {
        var file = ProjectFile(project);
        var foreign = References(file, "AkkaReference").Concat(References(file, "PackageReference").Where(IsOfAkkaOrPorts));

        Assert.Equal(expected, string.Join(' ', foreign));
    }

    [Fact]
    public void Nobody_else_refers_to_serial_ports()
    {
        var users = AllProjects().Where(file => References(file, "AkkaReference").Concat(References(file, "PackageReference")).Contains("System.IO.Ports"));

        Assert.Equal(["ModemActors.Ports"], users.Select(Path.GetFileNameWithoutExtension));
    }

    [Theory]
    [InlineData("src/ModemActors.Protocol")]
    [InlineData("src/ModemActors.Ports")]
    [InlineData("src/ModemActors.Storage")]
    [InlineData("src/ModemActors.Simulator")]
    public void Below_the_actors_no_source_names_Akka(string folder)
    {
        Assert.DoesNotContain(Sources(Path.Combine(s_root, folder)), file => File.ReadLines(file).Any(line => line.StartsWith("using Akka", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_the_two_build_files_know_the_switch()
    {
        var knowing = AllProjects().Where(file => File.ReadAllText(file).Contains("$(StandIns)", StringComparison.Ordinal)
            || References(file, "ProjectReference").Any(path => path.Contains("StandIns", StringComparison.Ordinal) && !IsStandIn(file)));

        Assert.Empty(knowing);
    }

    [Fact]
    public void Nothing_else_is_visible_at_the_top()
    {
        string[] known =
        [
            "ModemActors.sln", "README.md", "LICENSE", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
            "hocon", "src", "tests",
        ];
        // what running the program in place leaves there is ignored by git
        string[] ignored = ["data", "logs", "backups"];
        var visible = Directory.GetFileSystemEntries(s_root).Select(entry => Path.GetFileName(entry)!).Where(name => !name.StartsWith('.'));

        Assert.Empty(visible.Except(known).Except(ignored));
    }

    [Fact]
    public void Every_project_of_the_product_has_its_tests()
    {
        var missing = Allowed.Select(row => (string)((object[])row)[0]!).Where(project => !Directory.Exists(Path.Combine(s_root, "tests", project + ".Tests")));

        Assert.Empty(missing);
    }

    private static bool IsOfAkkaOrPorts(string id) => id.StartsWith("Akka", StringComparison.Ordinal) || id == "System.IO.Ports";

    private static bool IsStandIn(string file) => file.Contains("/StandIns/", StringComparison.Ordinal);

    private static string ProjectFile(string project) => Path.Combine(s_root, "src", project, project + ".csproj");

    private static IEnumerable<string> AllProjects() =>
        new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string file, string kind) =>
        XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == kind).Select(element => (string?)element.Attribute("Include")).OfType<string>();

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ModemActors.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
