namespace Akka.TestKit.Internal;

internal static class TimeSpans
{
    public static void EnsurePositive(this TimeSpan timeSpan, string parameterName)
    {
        if (timeSpan < TimeSpan.Zero)
        {
            throw new ArgumentException($"The timespan must be greater than zero. Actual value: {timeSpan}", parameterName);
        }
    }

    /// <summary>The smaller one; a negative one stands for endless.</summary>
    public static TimeSpan Min(this TimeSpan a, TimeSpan b) => b < TimeSpan.Zero ? a : a < TimeSpan.Zero || b < a ? b : a;
}
