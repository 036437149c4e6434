namespace ModemActors.Simulator;

/// <summary>How one family of modems differs from the next, as data.</summary>
public sealed record SimulatedProfile
{
    /// <summary>AT+CGMI.</summary>
    public required string Manufacturer { get; init; }

    /// <summary>AT+CGMM.</summary>
    public required string Model { get; init; }

    /// <summary>AT+CGMR.</summary>
    public required string Revision { get; init; }

    /// <summary>The number of the first slot of a memory, 0 or 1.</summary>
    public int FirstSlot { get; init; } = 1;

    /// <summary>What AT+CMGR says of an empty slot: true a bare OK, false +CMS ERROR: 321.</summary>
    public bool EmptySlotIsOk { get; init; }

    /// <summary>The memories that exist, of SM, ME, MT and SR, in the order that AT+CPMS=? lists them.</summary>
    public IReadOnlyList<string> Memories { get; init; } = ["SM", "ME", "MT", "SR"];

    /// <summary>The memories that are selected after power-up.</summary>
    public string DefaultMemory { get; init; } = "SM";

    /// <summary>The modes, mt, bm, ds and bfr that AT+CNMI offers, as AT+CNMI=? prints them.</summary>
    public string NotificationModes { get; init; } = "(0,1,2,3),(0,1,2,3),(0,2,3),(0,1,2),(0,1)";

    /// <summary>What AT+CNMI? reads after power-up.</summary>
    public IReadOnlyList<int> DefaultNotification { get; init; } = [1, 0, 0, 0, 0];

    /// <summary>Said when the modem starts to take commands.</summary>
    public IReadOnlyList<string> BootLines { get; init; } = ["RDY"];

    /// <summary>Said when the SIM is open.</summary>
    public IReadOnlyList<string> SimLines { get; init; } = ["+CPIN: READY"];

    /// <summary>Said when messages can be read and sent.</summary>
    public IReadOnlyList<string> MessagingLines { get; init; } = ["SMS DONE", "PB DONE"];

    /// <summary>Said when a message finds no room; <c>{0}</c> is the memory. Empty: nothing.</summary>
    public string StorageFullLine { get; init; } = "";

    /// <summary>What stands in +CMT and +CMGL where no phone book entry is known: nothing, or two quotation marks.</summary>
    public string NoName { get; init; } = "";

    /// <summary>SIMCom SIM7600E-H.</summary>
    public static SimulatedProfile Sim7600 { get; } = new()
    {
        Manufacturer = "SIMCOM INCORPORATED",
        Model = "SIMCOM_SIM7600E-H",
        Revision = "LE20B04SIM7600M22",
        FirstSlot = 0,
        StorageFullLine = "+SMS FULL",
        NoName = "\"\"",
    };

    /// <summary>Huawei E3372/E173 (stick firmware).</summary>
    public static SimulatedProfile Huawei { get; } = new()
    {
        Manufacturer = "huawei",
        Model = "E173",
        Revision = "11.126.85.00.209",
        FirstSlot = 0,
        Memories = ["SM", "ME"],
        NotificationModes = "(0-2),(0-3),(0,2,3),(0-2),(0,1)",
        BootLines = ["^SYSSTART"],
        SimLines = ["^SIMST: 1"],
        MessagingLines = ["^SRVST: 2"],
        StorageFullLine = "^SMMEMFULL: \"{0}\"",
    };

    /// <summary>Quectel EC25.</summary>
    public static SimulatedProfile Quectel { get; } = new()
    {
        Manufacturer = "Quectel",
        Model = "EC25",
        Revision = "EC25EFAR06A06M4G",
        FirstSlot = 0,
        Memories = ["SM", "ME", "MT", "SR"],
        DefaultMemory = "ME",
        NotificationModes = "(0-2),(0-3),(0,2),(0-2),(0,1)",
        DefaultNotification = [2, 1, 0, 0, 0],
        BootLines = ["RDY"],
        SimLines = ["+CPIN: READY"],
        MessagingLines = ["+QIND: SMS DONE", "+QIND: PB DONE"],
        StorageFullLine = "+QIND: \"smsfull\",\"{0}\"",
        NoName = "",
    };
}
