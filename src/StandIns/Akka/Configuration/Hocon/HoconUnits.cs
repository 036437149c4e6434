using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Durations and sizes with their units, exactly those that the real library knows.</summary>
internal static class HoconUnits
{
    public static TimeSpan Duration(string text, bool allowInfinite)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = NumberLength(text);
        if (digits > 0)
        {
            var number = Positive(text[..digits]);
            TimeSpan? duration = text[digits..].TrimStart() switch
            {
                "nanoseconds" or "nanosecond" or "nanos" or "nano" or "ns" => Ticks(number / 1_000_000),
                "microseconds" or "microsecond" or "micros" or "micro" => Ticks(number / 1000),
                "milliseconds" or "millisecond" or "millis" or "milli" or "ms" => TimeSpan.FromMilliseconds(number),
                "seconds" or "second" or "s" => TimeSpan.FromSeconds(number),
                "minutes" or "minute" or "m" => TimeSpan.FromMinutes(number),
                "hours" or "hour" or "h" => TimeSpan.FromHours(number),
                "days" or "day" or "d" => TimeSpan.FromDays(number),
                _ => null
            };
            if (duration != null)
            {
                return duration.Value;
            }
        }

        return allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase)
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Positive(text));
    }

    public static long? Bytes(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var digits = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        var unit = text[digits..].Trim();
        var factor = unit.Length == 0 || digits == 0 ? 1 : Factor(unit);
        var number = digits == 0 ? text : text[..digits];
        return factor * long.Parse(number, NumberFormatInfo.InvariantInfo);
    }

    private static long Factor(string unit) => unit switch
    {
        "b" or "B" or "byte" or "bytes" => 1,
        "kB" or "kilobyte" or "kilobytes" => 1000,
        "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => 1L << 10,
        "MB" or "megabyte" or "megabytes" => 1000_000,
        "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => 1L << 20,
        "GB" or "gigabyte" or "gigabytes" => 1000_000_000,
        "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => 1L << 30,
        "TB" or "terabyte" or "terabytes" => 1000_000_000_000,
        "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => 1L << 40,
        "PB" or "petabyte" or "petabytes" => 1000_000_000_000_000,
        "P" or "p" or "Pi" or "PiB" or "pebibyte" or "pebibytes" => 1L << 50,
        "EB" or "exabyte" or "exabytes" => 1000_000_000_000_000_000,
        "E" or "e" or "Ei" or "EiB" or "exbibyte" or "exbibytes" => 1L << 60,
        _ => throw new FormatException($"{unit} is not a valid byte size suffix")
    };

    private static TimeSpan Ticks(double milliseconds) => TimeSpan.FromTicks((long)Math.Round(TimeSpan.TicksPerMillisecond * milliseconds));

    private static double Positive(string text)
    {
        var value = double.Parse(text, NumberFormatInfo.InvariantInfo);
        return value >= 0 ? value : throw new FormatException($"Expected a positive value instead of {text}");
    }

    private static int NumberLength(string text)
    {
        var end = Digits(text, 0);
        if (end == 0 || end + 1 >= text.Length || text[end] != '.')
        {
            return end;
        }

        var fraction = Digits(text, end + 1);
        return fraction > end + 1 ? fraction : end;
    }

    private static int Digits(string text, int start)
    {
        while (start < text.Length && char.IsAsciiDigit(text[start]))
        {
            start++;
        }

        return start;
    }
}
