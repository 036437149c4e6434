using System.Globalization;
using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class Gsm7AlphabetSpecs
{
    private const string Controls = "\n\r\f\u001B";

    public static TheoryData<NationalLanguage> Languages => [.. Enum.GetValues<NationalLanguage>()];

    [Theory]
    // python-gsmmodem
    [InlineData("123", "31D90C")]
    [InlineData("12345678", "31D98C56B3DD70")]
    [InlineData("123456789", "31D98C56B3DD7039")]
    [InlineData("Hello World!", "C8329BFD065DDF72363904")]
    [InlineData("[{abc}]~", "1BDE0615168F37A98D6FD303")]
    [InlineData("{åΦΓΛΩΠΨΣΘ€}", "1BD44332A1542C174C6653DEA400")]
    [InlineData("a[]{}€", "E10D6FE3DBA036A94D19")]
    // python-messaging
    [InlineData("BÄRÇA äñ@", "C2AD341104EDFB00")]
    public void Text_is_packed_and_unpacked(string text, string hex)
    {
        var septets = new byte[Gsm7Alphabet.Default.Count(text)];
        Gsm7Alphabet.Default.Encode(text, septets);
        var packed = new byte[Septets.Octets(septets.Length)];
        Septets.Pack(septets, packed, 0);
        Assert.Equal(hex, Convert.ToHexString(packed));

        var unpacked = new byte[septets.Length];
        Septets.Unpack(packed, 0, unpacked);
        Assert.Equal(septets, unpacked);
        Assert.Equal(text, Gsm7Alphabet.Default.Decode(unpacked));
    }

    [Fact]
    public void Packing_may_begin_at_any_bit()
    {
        byte[] septets = [0x7F, 0x00, 0x55, 0x2A, 0x7F, 0x01, 0x40, 0x7F, 0x13];
        for (var bit = 0; bit < 24; bit++)
        {
            var packed = new byte[12];
            Septets.Pack(septets, packed, bit);
            var unpacked = new byte[septets.Length];
            Septets.Unpack(packed, bit, unpacked);
            Assert.Equal(septets, unpacked);
        }
    }

    [Theory]
    [InlineData("1B65", "€")]
    [InlineData("1B0A", "\f")]
    [InlineData("1B41", "A")] // not in the extension table: the basic one counts
    [InlineData("1B1B", " ")] // reserved for another extension table
    [InlineData("1B1B65", " e")]
    [InlineData("411B", "A ")]
    [InlineData("090D0A", "Ç\r\n")]
    public void Escapes_are_read_as_the_standard_says(string septets, string text) =>
        Assert.Equal(text, Gsm7Alphabet.Default.Decode(Convert.FromHexString(septets)));

    [Theory]
    [InlineData("€", 2)]
    [InlineData("^{}\\[~]|\f", 18)]
    [InlineData("ç", -1)]
    [InlineData("`", -1)]
    [InlineData("\u001B", -1)]
    [InlineData("\u00A0", -1)]
    [InlineData("\0", -1)]
    [InlineData("", 0)]
    public void Septets_are_counted(string text, int count) => Assert.Equal(count, Gsm7Alphabet.Default.Count(text));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_table_has_128_places_and_only_characters_that_Unicode_knows(NationalLanguage language)
    {
        foreach (var table in new[] { LockingShiftTables.Of((int)language), SingleShiftTables.Of((int)language) })
        {
            Assert.Equal(128, table.Length);
            Assert.DoesNotContain(table.Where(c => c != '\0' && !Controls.Contains(c)), c => CharUnicodeInfo.GetUnicodeCategory(c)
                is UnicodeCategory.OtherNotAssigned or UnicodeCategory.Control or UnicodeCategory.PrivateUse);
        }

        Assert.Equal('\u001B', LockingShiftTables.Of((int)language)[0x1B]);
        Assert.Equal('\n', LockingShiftTables.Of((int)language)[0x0A]);
        Assert.Equal('\r', LockingShiftTables.Of((int)language)[0x0D]);
        Assert.Equal('€', SingleShiftTables.Of((int)language)[0x65]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_character_of_a_language_survives_there_and_back(NationalLanguage language)
    {
        var alphabet = Gsm7Alphabet.For((byte)language, (byte)language);
        var characters = string.Concat(LockingShiftTables.Of((int)language), SingleShiftTables.Of((int)language))
            .Where(c => c is not ('\0' or (char)Gsm7Alphabet.Escape)).ToArray();

        var septets = new byte[alphabet.Count(characters)];
        alphabet.Encode(characters, septets);

        Assert.Equal(new string(characters), alphabet.Decode(septets));
    }

    // Septets in the locking and, behind 1B, in the single shift table: TS 23.038 Annex A, checked against CyberChef's and Mozilla's tables
    [Theory]
    [InlineData(NationalLanguage.Turkish, "€ıĞğŞşİç", "04070B0C1C1D4060")]
    [InlineData(NationalLanguage.Portuguese, "êúíóç∞^\\Ó|~`", "0406070809151617191A607D")]
    [InlineData(NationalLanguage.Bengali, "\u0981\u098F\u0994\u09A5\u09AB\u09B9\u09CE\u09DC\u09ED", "000F142A3E4D607C1B21")]
    [InlineData(NationalLanguage.Gujarati, "\u0A81\u0A8D\u0A9F\u0AB5\u0AC9\u0AE6\u0AF1", "000C22495B1B1C7F")]
    [InlineData(NationalLanguage.Hindi, "\u0901\u0905\u0929\u0931\u094D\u097F\u0964\u0958", "00033C455F7F1B191B2C")]
    [InlineData(NationalLanguage.Kannada, "\u0C82\u0CA1\u0CB9\u0CD5\u0CDE\u0CF1", "01244D601B261B27")]
    [InlineData(NationalLanguage.Malayalam, "\u0D02\u0D39\u0D79\u0D7A\u0D7F", "014D7F1B2E1B34")]
    [InlineData(NationalLanguage.Oriya, "\u0B01\u0B05\u0B56\u0B66\u0B6A\u0B5C\u0B71", "0003601B1C1B201B261B2C")]
    [InlineData(NationalLanguage.Punjabi, "\u0A01\u0A74\u0A59\u0A75", "007F1B261B2D")]
    [InlineData(NationalLanguage.Tamil, "\u0B82\u0BA9\u0BD0\u0BEF\u0BFA", "013C601B251B2E")]
    [InlineData(NationalLanguage.Telugu, "\u0C01\u0C63\u0C66\u0C7F", "007F1B1C1B32")]
    [InlineData(NationalLanguage.Urdu, "\u0622\u0656\u0654\u06F0\u066C\u06D4", "017E601B1C1B381B3F")]
    public void Letters_of_a_language_have_the_septets_of_the_standard(NationalLanguage language, string text, string septets)
    {
        var alphabet = Gsm7Alphabet.For((byte)language, (byte)language);

        Assert.Equal(text, alphabet.Decode(Convert.FromHexString(septets)));
        var encoded = new byte[alphabet.Count(text)];
        alphabet.Encode(text, encoded);
        Assert.Equal(septets, Convert.ToHexString(encoded));
    }

    // ofono test-sms.c, sms_charset_*: extension tables in their order, escaped one by one
    [Theory]
    [InlineData(0, "1BC58602DAA036A9CD6BC3DBF436BE0D705306", 21, "\f^ {}\\[~]|€")]
    [InlineData(1, "1BC586B2416D529BD786B7E96D7C1BE002C8011318870E", 26, "\f^{}\\[~]|ĞİŞç€ğış")]
    [InlineData(3, "84C446B160381E1BC96662D9543696CD6583D9643C1BD42675D9F0C01B9F8602CC74B75C0EE68030ECF91D", 49,
        "êç\fÔôÁáΦΓ^ΩΠΨΣΘÊ{}\\[~]|ÀÍÓÚÃÕÂ€íóúãõâ")]
    [InlineData(2, "9BC446B1A16C509BD4E6B5E16D7A1BDF06B8096E929BE7A6BA096FCA9BF4E6BDA903", 38, "ç\f^{}\\[~]|ÁÍÓÚá€íóú")]
    public void Extension_tables_of_ofono_decode(byte language, string hex, int count, string text)
    {
        var septets = new byte[count];
        Septets.Unpack(Convert.FromHexString(hex), 0, septets);

        Assert.Equal(text, Gsm7Alphabet.For(language, language).Decode(septets));
    }

    // ofono test-sms.c, sms_charset_*: all septets in their order, with a space in the escape's place
    [Theory]
    [InlineData(0, "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<="
        + ">?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")]
    [InlineData(1, "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ŞşßÉ !\"#¤%&'()*+,-./0123456789:;<="
        + ">?İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà")]
    [InlineData(3, "@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó| ÂâÊÉ !\"#º%&'()*+,-./0123456789:;<="
        + ">?ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà")]
    public void Basic_tables_of_ofono_decode(byte language, string text)
    {
        byte[] septets = [.. Enumerable.Range(0, 128).Select(septet => (byte)(septet == Gsm7Alphabet.Escape ? 0x20 : septet))];

        Assert.Equal(text, Gsm7Alphabet.For(language, null).Decode(septets));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(255)]
    public void Language_that_is_reserved_means_the_default_tables(byte language) =>
        Assert.Equal("è€", Gsm7Alphabet.For(language, language).Decode([0x04, 0x1B, 0x65]));

    [Fact]
    public void Septet_that_no_table_has_becomes_the_replacement_character() =>
        Assert.Equal("\uFFFD", Gsm7Alphabet.For((byte)NationalLanguage.Tamil, null).Decode([0x00]));
}
