using ModemActors.Storage;

namespace ModemActors.Service.Views;

/// <summary>A contact as HTTP and <c>--json</c> show it.</summary>
internal sealed record ContactView(string PhoneNumber, string? Name, DateTimeOffset? LastMessageTime, long MessageCount)
{
    public static ContactView Of(Contact contact) => new(contact.PhoneNumber, contact.Name, contact.LastMessageTime, contact.MessageCount);
}

/// <summary>Contacts, in the order of their numbers.</summary>
internal sealed record ContactListView(IReadOnlyList<ContactView> Contacts, string? NextCursor);

/// <summary>What went to and came from one number, in short.</summary>
internal sealed record ConversationView(string PhoneNumber, string? Name, long Unread, long MessageCount, MessageView LastMessage)
{
    public static ConversationView Of(Conversation conversation) => new(
        conversation.PhoneNumber, conversation.Name, conversation.Unread, conversation.Count,
        MessageView.Of(conversation.Last) with { ContactName = conversation.Name });
}

/// <summary>Conversations, the one with the newest message first.</summary>
internal sealed record ConversationListView(IReadOnlyList<ConversationView> Conversations, string? NextCursor);

/// <summary>The messages of one conversation, newest first.</summary>
internal sealed record ThreadView(string PhoneNumber, string? Name, IReadOnlyList<MessageView> Messages, string? NextCursor);

/// <summary>How many messages were marked as read.</summary>
internal sealed record MarkedView(int Marked);
