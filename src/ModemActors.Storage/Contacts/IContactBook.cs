namespace ModemActors.Storage;

/// <summary>Names for numbers. Throws <see cref="StoreException"/> if the disk or the file fails.</summary>
public interface IContactBook
{
    /// <summary>Contacts, in the order of their numbers.</summary>
    Task<ContactPage> ListContactsAsync(ContactQuery query);

    /// <summary>One contact; null if nothing is known of the number.</summary>
    Task<Contact?> GetContactAsync(string phoneNumber);

    /// <summary>Gives a number a name.</summary>
    Task<Contact> NameContactAsync(string phoneNumber, string name);

    /// <summary>Takes the name away; messages stay. False: it has none.</summary>
    Task<bool> ForgetContactAsync(string phoneNumber);

    /// <summary>The names of those of these numbers that have one.</summary>
    Task<IReadOnlyDictionary<string, string>> FindNamesAsync(IReadOnlyCollection<string> phoneNumbers);
}
