using ModemActors.Modem;

namespace ModemActors.Tests.Modem;

public sealed class PinGuardSpecs : IDisposable
{
    private const string Sim = "8900101000000000011";
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"modem-actors-{Guid.NewGuid():N}");

    [Fact]
    public void A_refused_PIN_stays_refused_when_the_program_is_started_again()
    {
        var before = Guard("1234");
        before.Insert(Sim);
        before.Entering();
        before.Refused();

        var after = Guard("1234");
        after.Insert(Sim);

        Assert.True(after.WasRefused);
        Assert.Null(after.Usable);
    }

    [Fact]
    public void A_corrected_PIN_starts_anew()
    {
        Guard("1234").Refused();

        Assert.Equal("4321", Guard("4321").Usable);
    }

    [Fact]
    public void Another_SIM_is_another_matter()
    {
        var before = Guard("1234");
        before.Insert(Sim);
        before.Refused();

        var after = Guard("1234");
        after.Insert("8900101000000000029");

        Assert.Equal("1234", after.Usable);
    }

    [Fact]
    public void A_SIM_that_does_not_say_who_it_is_is_taken_for_the_same()
    {
        var before = Guard("1234");
        before.Insert(Sim);
        before.Refused();

        var after = Guard("1234");
        after.Insert(null);

        Assert.True(after.WasRefused);
    }

    [Fact]
    public void A_crash_in_the_middle_counts()
    {
        Guard("1234").Entering();
        Assert.True(Guard("1234").IsDoubtful);
        Guard("1234").Entering();

        Assert.True(Guard("1234").WasRefused);
    }

    [Fact]
    public void An_accepted_one_is_as_good_as_new()
    {
        var guard = Guard("1234");
        guard.Entering();
        guard.Accepted();

        Assert.False(Guard("1234").IsDoubtful);
    }

    [Fact]
    public void The_PIN_itself_is_not_on_the_disk()
    {
        Guard("73914628").Refused();

        Assert.DoesNotContain("73914628", File.ReadAllText(Assert.Single(Directory.GetFiles(_directory))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_go_on_record_must_not_be_entered()
    {
        File.WriteAllText(_directory, "a file where the directory should be");

        Assert.NotNull(Guard("1234").Entering());
        File.Delete(_directory);
    }

    [Fact]
    public void A_record_that_cannot_be_read_counts_as_one_try_of_which_nobody_knows()
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(Path.Combine(_directory, "pin-a.json"), "{");

        Assert.True(Guard("1234").IsDoubtful);
        Assert.Equal("1234", Guard("1234").Usable);
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private PinGuard Guard(string pin) => new(pin, new PinRecord(_directory, "a"));
}
