using ModemActors.Protocol.Sms;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary>Reads the two forms in which a message is queued over HTTP.</summary>
internal static class MessageRequest
{
    /// <summary>The short form: <c>{phone_number, message}</c>.</summary>
    public static NewMessage? Short(RequestFields fields)
    {
        var (number, content) = (Number(fields), Content(fields, "message"));
        return number is null || content is null ? null : new NewMessage { PhoneNumber = number, Content = content };
    }

    /// <summary>The whole form.</summary>
    public static NewMessage? Whole(RequestFields fields, ModemActorsSettings settings)
    {
        var (number, content) = (Number(fields), Content(fields, "content"));
        var modem = fields.Text("modem");
        if (modem is not null && settings.Modems.All(known => known.Id != modem))
        {
            var known = string.Join(", ", settings.Modems.Select(each => each.Id));
            fields.Wrong("modem", $"there is no modem '{modem}'; there are: {known}");
        }

        var (notBefore, expiresAt) = (fields.Time("not_before"), fields.Time("expires_at"));
        if (expiresAt <= TimeProvider.System.GetUtcNow())
            fields.Wrong("expires_at", "is in the past");
        if (expiresAt <= notBefore)
            fields.Wrong("expires_at", "must be later than not_before");
        var message = new NewMessage
        {
            PhoneNumber = number ?? "",
            Content = content ?? "",
            Modem = modem,
            Priority = fields.Whole("priority") ?? 0,
            NotBefore = notBefore,
            ExpiresAt = expiresAt,
            Flash = fields.Switch("flash") ?? false,
            DeliveryReport = fields.Switch("delivery_report"),
            AllowDuplicate = fields.Switch("allow_duplicate") ?? false,
        };
        return number is null || content is null ? null : message;
    }

    private static string? Number(RequestFields fields)
    {
        var text = fields.Text("phone_number");
        if (text is null)
        {
            fields.Wrong("phone_number", "is required");
            return null;
        }

        if (SmsAddress.TryParse(text, out var address, out var reason))
            return address.ToString();
        fields.Wrong("phone_number", reason);
        return null;
    }

    private static string? Content(RequestFields fields, string field)
    {
        var text = fields.Text(field);
        if (string.IsNullOrWhiteSpace(text))
        {
            fields.Wrong(field, text is null ? "is required" : text.Length == 0 ? "must not be empty" : "must not be blank");
            return null;
        }

        if (SmsEstimate.Of(text) is { IsSendable: false } estimate)
        {
            fields.Wrong(field, estimate.Reason!);
            return null;
        }

        return text;
    }
}
