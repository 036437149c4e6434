namespace ModemActors.Protocol.Sms;

/// <summary>
/// Basic tables: the GSM 7 bit default alphabet (3GPP TS 23.038 §6.2.1) and the national language locking shift tables (Annex A.3).
/// </summary>
internal static class LockingShiftTables
{
    private const string Default =
        "@£$¥èéùìòÇ\nØø\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ" +
        " !\"#¤%&'()*+,-./" +
        "0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÄÖÑÜ§" +
        "¿abcdefghijklmno" +
        "pqrstuvwxyzäöñüà";

    private const string Turkish =
        "@£$¥€éùıòÇ\nĞğ\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001BŞşßÉ" +
        " !\"#¤%&'()*+,-./" +
        "0123456789:;<=>?" +
        "İABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÄÖÑÜ§" +
        "çabcdefghijklmno" +
        "pqrstuvwxyzäöñüà";

    private const string Portuguese =
        "@£$¥êéúíóç\nÔô\rÁá" +
        "Δ_ªÇÀ∞^\\€Ó|\u001BÂâÊÉ" +
        " !\"#º%&'()*+,-./" +
        "0123456789:;<=>?" +
        "ÍABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÃÕÚÜ§" +
        "~abcdefghijklmno" +
        "pqrstuvwxyzãõ`üà";

    private const string Urdu =
        "\u0627\u0622\u0628\u067B\u0680\u067E\u06A6\u062A\u06C2\u067F\n\u0679\u067D\r\u067A\u067C" +
        "\u062B\u062C\u0681\u0684\u0683\u0685\u0686\u0687\u062D\u062E\u062F\u001B\u068C\u0688\u0689\u068A" +
        " !\u068F\u068D\u0630\u0631\u0691\u0693)(\u0699\u0632,\u0696.\u0698" +
        "0123456789:;\u069A\u0633\u0634?" +
        "\u0635\u0636\u0637\u0638\u0639\u0641\u0642\u06A9\u06AA\u06AB\u06AF\u06B3\u06B1\u0644\u0645\u0646" +
        "\u06BA\u06BB\u06BC\u0648\u06C4\u06D5\u06C1\u06BE\u0621\u06CC\u06D0\u06D2\u064D\u0650\u064F\u0657" +
        "\u0654abcdefghijklmno" +
        "pqrstuvwxyz\u0655\u0651\u0653\u0656\u0670";

    /// <summary>
    /// The nine tables of Indian scripts follow one plan: signs stand in the order of their Unicode block, whose last seven bits are given
    /// here as U+0080 to
    /// U+00CD. Where a script has no such sign, its table has a hole. Six more signs, given here as ①, are each table's own.
    /// </summary>
    private const string Indic =
        "\u0081\u0082\u0083\u0085\u0086\u0087\u0088\u0089\u008A\u008B\n\u008C\u008D\r\u008E\u008F" +
        "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u001B\u009B\u009C\u009D\u009E" +
        " !\u009F\u00A0\u00A1\u00A2\u00A3\u00A4)(\u00A5\u00A6,\u00A7.\u00A8" +
        "0123456789:;\u00A9\u00AA\u00AB?" +
        "\u00AC\u00AD\u00AE\u00AF\u00B0\u00B1\u00B2\u00B3\u00B4\u00B5\u00B6\u00B7\u00B8\u00B9\u00BC\u00BD" +
        "\u00BE\u00BF\u00C0\u00C1\u00C2\u00C3\u00C4\u00C5\u00C6\u00C7\u00C8\u00C9\u00CA\u00CB\u00CC\u00CD" +
        "①abcdefghijklmno" +
        "pqrstuvwxyz①①①①①";

    /// <summary>128 characters by septet, '\0' where the table has none.</summary>
    /// <param name="language">National language identifier.</param>
    public static string Of(int language) => (NationalLanguage)language switch
    {
        NationalLanguage.Turkish => Turkish,
        NationalLanguage.Portuguese => Portuguese,
        NationalLanguage.Bengali => OfScript('\u0980', "\u09CE\u09D7\u09DC\u09DD\u09F0\u09F1",
            "\u098D\u098E\u0991\u0992\u09A9\u09B1\u09B3\u09B4\u09B5\u09C5\u09C6\u09C9\u09CA"),
        NationalLanguage.Gujarati => OfScript('\u0A80', "\u0AD0\u0AE0\u0AE1\u0AE2\u0AE3\u0AF1",
            "\u0A8E\u0A92\u0AA9\u0AB1\u0AB4\u0AC6\u0ACA"),
        NationalLanguage.Hindi => OfScript('\u0900', "\u0950\u0972\u097B\u097C\u097E\u097F", ""),
        NationalLanguage.Kannada => OfScript('\u0C80', "\u0CD5\u0CD6\u0CE0\u0CE1\u0CE2\u0CE3",
            "\u0C81\u0C8D\u0C91\u0CA9\u0CB4\u0CC5\u0CC9"),
        NationalLanguage.Malayalam => OfScript('\u0D00', "\u0D57\u0D60\u0D61\u0D62\u0D63\u0D79",
            "\u0D01\u0D0D\u0D11\u0D29\u0D3C\u0D45\u0D49"),
        NationalLanguage.Oriya => OfScript('\u0B00', "\u0B56\u0B57\u0B60\u0B61\u0B62\u0B63",
            "\u0B0D\u0B0E\u0B11\u0B12\u0B29\u0B31\u0B34\u0B45\u0B46\u0B49\u0B4A"),
        NationalLanguage.Punjabi => OfScript('\u0A00', "\u0A51\u0A70\u0A71\u0A72\u0A73\u0A74",
            "\u0A0B\u0A0C\u0A0D\u0A0E\u0A11\u0A12\u0A29\u0A31\u0A34\u0A37\u0A3D\u0A43\u0A44\u0A45\u0A46\u0A49\u0A4A"),
        NationalLanguage.Tamil => OfScript('\u0B80', "\u0BD0\u0BD7\u0BF0\u0BF1\u0BF2\u0BF9",
            "\u0B81\u0B8B\u0B8C\u0B8D\u0B91\u0B96\u0B97\u0B98\u0B9B\u0B9D\u0BA0\u0BA1\u0BA2\u0BA5\u0BA6\u0BA7"
            + "\u0BAB\u0BAC\u0BAD\u0BBC\u0BBD\u0BC3\u0BC4\u0BC5\u0BC9"),
        NationalLanguage.Telugu => OfScript('\u0C00', "\u0C55\u0C56\u0C60\u0C61\u0C62\u0C63",
            "\u0C0D\u0C11\u0C29\u0C34\u0C3C\u0C45\u0C49"),
        NationalLanguage.Urdu => Urdu,
        _ => Default,
    };

    private static string OfScript(char block, string own, string holes)
    {
        var table = Indic.ToCharArray();
        var next = 0;
        foreach (ref var c in table.AsSpan())
        {
            c = c switch
            {
                '①' => own[next++],
                >= '\u0080' => (char)(block + c - '\u0080'),
                _ => c,
            };
            if (holes.Contains(c, StringComparison.Ordinal))
                c = '\0';
        }

        return new string(table);
    }
}
