using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ModemActors.Settings;

/// <summary>Finds keys that no setting has: a typing error must never silently mean "the default".</summary>
internal static class UnknownKeys
{
    private static readonly Dictionary<string, string[]> s_itemKeys = new()
    {
        ["routing.rules"] = ["prefix", "modems"],
        ["api.keys"] = ["name", "scope", "id", "hash"],
        ["handlers.webhooks"] = ["name", "url", "secret", "secrets", "events", "concurrency"],
    };

    public static void Check(Config user, Config reference, List<SettingsError> errors)
    {
        if (user.IsEmpty || user.Root is null || !user.Root.IsObject())
            return;
        Object(user.Root.GetObject(), reference.Root.GetObject(), "", errors);
    }

    private static void Object(HoconObject user, HoconObject known, string path, List<SettingsError> errors)
    {
        foreach (var (key, value) in user.Items)
        {
            var full = path.Length == 0 ? key : $"{path}.{key}";
            // the names of profiles are the user's
            var pattern = path == "profiles" && !known.Items.ContainsKey(key) ? "generic" : key;
            if (!known.Items.TryGetValue(pattern, out var expected))
                errors.Add(Unknown(full, key, known.Items.Keys));
            else if (SettingsReader.IsList(expected))
                List(value, full, known, errors);
            else if (expected.IsObject() && (value.IsObject() || value.IsEmpty))
                Object(value.GetObject() ?? new HoconObject(), expected.GetObject(), full, errors);
            else if (expected.IsObject() != value.IsObject())
                errors.Add(new SettingsError(Prefixed(full), expected.IsObject() ? "must be an object: { key = value, … }" : "must be a single value, not an object"));
        }
    }

    private static void List(HoconValue list, string path, HoconObject root, List<SettingsError> errors)
    {
        var keys = path == "modems" ? ["id", "port", .. root.Items["modem"].GetObject().Items.Keys] : s_itemKeys.GetValueOrDefault(path);
        if (keys is null || !SettingsReader.IsList(list))
            return;
        foreach (var (item, index) in list.GetArray().Select((item, index) => (item, index)))
        {
            if (!item.IsObject())
                continue;
            foreach (var key in item.GetObject().Items.Keys.Where(key => !keys.Contains(key)))
                errors.Add(Unknown($"{path}[{index}].{key}", key, keys));
        }
    }

    private static SettingsError Unknown(string path, string key, IEnumerable<string> known)
    {
        var nearest = known.Select(name => (name, distance: Distance(name, key))).Where(pair => pair.distance <= 3).OrderBy(pair => pair.distance).FirstOrDefault();
        return new SettingsError(Prefixed(path), nearest.name is null
            ? $"there is no such setting; there are: {string.Join(", ", known)}"
            : $"there is no such setting; did you mean {nearest.name}?");
    }

    private static string Prefixed(string path) => $"{ModemActorsSettings.Root}.{path}";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
