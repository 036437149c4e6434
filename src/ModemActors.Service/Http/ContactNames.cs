using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary>Messages with the names of those whom they went to or came from.</summary>
internal static class ContactNames
{
    public static async Task<IReadOnlyList<MessageView>> ViewAsync(this IContactBook book, IReadOnlyList<Message> messages)
    {
        var names = await book.FindNamesAsync([.. messages.Select(message => message.PhoneNumber)]).ConfigureAwait(false);
        return [.. messages.Select(message => MessageView.Of(message) with { ContactName = names.GetValueOrDefault(message.PhoneNumber) })];
    }

    public static async Task<MessageView> ViewAsync(this IContactBook book, Message message) =>
        (await book.ViewAsync([message]).ConfigureAwait(false))[0];
}
