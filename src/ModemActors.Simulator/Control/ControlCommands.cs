using System.Text.Json;

namespace ModemActors.Simulator;

/// <summary>Does what a line on the control channel asks for.</summary>
internal sealed class ControlCommands(Air air, IReadOnlyList<SimulatedModem> modems)
{
    /// <summary>Always one line of JSON: <c>{"ok":true,…}</c> or <c>{"ok":false,"error":"…"}</c>.</summary>
    public string Answer(string line)
    {
        try
        {
            var request = JsonSerializer.Deserialize<ControlRequest>(line, ControlJson.Options) ?? throw new FormatException("The line is no request.");
            return JsonSerializer.Serialize(Do(request), ControlJson.Options);
        }
        catch (Exception refused) when (refused is JsonException or FormatException or ArgumentException)
        {
            return JsonSerializer.Serialize(new { Ok = false, Error = refused.Message }, ControlJson.Options);
        }
    }

    private object Do(ControlRequest request)
    {
        switch (request.Do)
        {
            case "inject":
                Inject(request);
                break;
            case "record":
                return new { Ok = true, Record = air.Record.Where(message => message.Number > request.After) };
            case "deliveries":
                return new { Ok = true, Deliveries = air.Deliveries.Skip(request.After), air.Waiting };
            case "slots":
                return new { Ok = true, Find(request).Slots };
            case "modems":
                return new { Ok = true, Modems = modems.Select(modem => new { modem.Options.Id, modem.Options.Number, modem.Phase, modem.Registration }) };
            case "faults":
                var scenario = Scenario.Parse(request.Scenario ?? "");
                scenario.ApplyTo(request.Modem is null ? modems : [Find(request)]);
                break;
            case "clear-faults":
                foreach (var modem in request.Modem is null ? modems : [Find(request)]) modem.Faults.Clear();
                break;
            case "unplug":
                Find(request).Unplug();
                break;
            case "plug":
                Find(request).Plug();
                break;
            case "hang-up":
                Find(request).HangUp(request.Name);
                break;
            case "reset":
                Find(request).Reset(request.Level ?? ResetLevel.Modem);
                break;
            case "ring":
                Find(request).Ring(request.From ?? throw new FormatException("\"from\" is missing."));
                break;
            case "stop-ringing":
                Find(request).StopRinging();
                break;
            case "signal":
                Find(request).SignalStrength = request.Value ?? throw new FormatException("\"value\" is missing.");
                break;
            case "registration":
                Find(request).SetRegistration(request.Value ?? throw new FormatException("\"value\" is missing."));
                break;
            default:
                throw new FormatException($"\"do\" is \"{request.Do}\"; it can be inject, record, deliveries, slots, modems, faults, clear-faults, "
                    + "unplug, plug, hang-up, reset, ring, stop-ringing, signal or registration.");
        }
        return new { Ok = true };
    }

    private void Inject(ControlRequest request)
    {
        var modem = Find(request);
        if (request.Tpdu is { } tpdu)
            modem.Receive(TextCoding.FromHex(tpdu) ?? throw new FormatException("\"tpdu\" is not made of pairs of hexadecimal digits."));
        else
            modem.Receive(request.From ?? throw new FormatException("\"from\" is missing."), request.Text ?? throw new FormatException("\"text\" is missing."));
    }

    private SimulatedModem Find(ControlRequest request)
    {
        var name = request.Modem ?? throw new FormatException("\"modem\" is missing.");
        return modems.FirstOrDefault(modem => modem.Options.Id == name) ?? air.Find(name) ?? throw new FormatException($"There is no modem {name}.");
    }
}
