using System.Globalization;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.Util.Internal;
using Microsoft.Extensions.Configuration;

namespace Akka.Hosting.Configuration;

public static class ConfigurationHoconAdapter
{
    /// <summary>The same settings as HOCON; see <see cref="AkkaHostingExtensions.AddHocon(AkkaConfigurationBuilder, IConfiguration, HoconAddMode, bool)"/>.</summary>
    public static Config ToHocon(this IConfiguration config, bool normalizeKeys = true)
    {
        var root = new HoconObject();
        foreach (var section in config is IConfigurationSection self ? [self] : config.GetChildren())
        {
            Add(root, section, normalizeKeys);
        }

        var value = new HoconValue();
        value.AppendValue(root);
        return new Config(new HoconRoot(value));
    }

    private static void Add(HoconObject parent, IConfigurationSection section, bool normalizeKeys)
    {
        var key = (normalizeKeys ? section.Key.ToLowerInvariant() : section.Key).Replace('_', '-');
        var keys = key.SplitDottedPathHonouringQuotes().ToList();
        foreach (var outer in keys.SkipLast(1))
        {
            var value = parent.GetOrCreateKey(outer);
            if (!value.IsObject())
            {
                value.AppendValue(new HoconObject());
            }

            parent = value.GetObject();
        }

        parent.GetOrCreateKey(keys[^1]).AppendValue(Element(section, normalizeKeys));
    }

    private static IHoconElement Element(IConfigurationSection section, bool normalizeKeys)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return new HoconLiteral
            {
                Value = section.Value switch
                {
                    "True" => "on",
                    "False" => "off",
                    var value => value
                }
            };
        }

        if (children.TrueForAll(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            var array = new HoconArray();
            array.AddRange(children
                .OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture))
                .Select(child => new HoconValue([Element(child, normalizeKeys)])));
            return array;
        }

        var members = new HoconObject();
        children.ForEach(child => Add(members, child, normalizeKeys));
        return members;
    }
}
