using System.CommandLine;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>keys</c>: who may use the service over HTTP.</summary>
internal static class KeysVerb
{
    private static readonly Argument<string> s_name = new("NAME") { Description = "Whose key it is, in your words" };
    private static readonly Argument<string> s_which = new("NAME") { Description = "The key's name or id" };
    private static readonly Option<string?> s_scope = VerbOptions.Word(
        "--scope", "What it may do: look, send messages too (unless given), or act on modems too", "read", "send", "admin");
    private static readonly Option<bool> s_print = new("--print")
    {
        Description = "Keep nothing in the store: print the line for modem-actors.api.keys instead",
    };

    public static Command Create()
    {
        s_name.Validators.Add(result =>
        {
            var name = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (name.Length is 0 or > 60 || name.Any(char.IsControl))
                result.AddError("NAME must have 1 to 60 characters.");
        });
        var add = new Verb("add", "Make a key and show it, this once.", "modemactors keys add n8n --scope send")
        {
            s_name, s_scope, s_print, VerbOptions.Json,
        };
        add.SetAction(AddAsync);
        var list = new Verb("list", "List the keys of the store: scope, since when, last use.", "modemactors keys list --json") { VerbOptions.Json };
        list.SetAction(ListAsync);
        var revoke = new Verb("revoke", "Make a key worthless, at once.", "modemactors keys revoke n8n") { s_which, VerbOptions.Json };
        revoke.SetAction(RevokeAsync);
        return new Verb(
            "keys", "Make, list and revoke API keys. As soon as there is one, nobody uses the service over HTTP without.",
            "modemactors keys add n8n --scope send")
        {
            add, list, revoke,
        };
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (name, scope) = (parsed.GetValue(s_name)!, Enum.Parse<ApiScope>(parsed.GetValue(s_scope) ?? "send", ignoreCase: true));
        var (id, secret) = ApiKeySecret.Create();
        var key = new ApiKey(id, name, scope, ApiKeySecret.Hash(secret), TimeProvider.System.GetUtcNow());
        if (!parsed.GetValue(s_print))
            await KeepAsync(parsed, key, cancellation).ConfigureAwait(false);
        var hash = Convert.ToHexStringLower(key.Hash.Span);
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(new { key.Id, key.Name, key.Scope, Key = secret, Hash = parsed.GetValue(s_print) ? hash : null });
            return ModemActorsCommand.Done;
        }

        Screen.Line(secret);
        Screen.Remark($"this is the key of '{name}' ({key.Scope.ToString().ToLowerInvariant()}); it is not shown again.");
        if (parsed.GetValue(s_print))
            Screen.Remark(
                $"for modem-actors.api.keys: {{ name = \"{Quotable(name)}\", scope = {key.Scope.ToString().ToLowerInvariant()}, "
                + $"id = \"{id}\", hash = \"{hash}\" }}");
        return ModemActorsCommand.Done;
    }

    private static string Quotable(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static async Task KeepAsync(ParseResult parsed, ApiKey key, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var keys = (IApiKeyStore)store;
        var isFirst = (await keys.ListKeysAsync().ConfigureAwait(false)).All(each => each.RevokedAt is not null);
        if (!await keys.AddKeyAsync(key).ConfigureAwait(false))
            throw new VerbException($"there is a key '{key.Name}' already; revoke it first, or choose another name.");
        if (isFirst)
            Screen.Remark("from now on nobody uses the service over HTTP without a key, on this machine neither; the program's own verbs go on as before.");
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var keys = await ((IApiKeyStore)store).ListKeysAsync().ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(keys.Select(key => new { key.Id, key.Name, key.Scope, key.CreatedAt, key.LastUsedAt, key.RevokedAt }));
        else if (keys.Count == 0)
            Screen.Line("no keys: HTTP is open to this machine, and to nobody else");
        else
            Screen.Table(
                [new("ID"), new("NAME", Gives: true), new("SCOPE"), new("SINCE"), new("LAST USED"), new("STATE")],
                [.. keys.Select(key => (IReadOnlyList<string>)
                [
                    key.Id, Screen.Clean(key.Name), key.Scope.ToString().ToLowerInvariant(), TimeText.Local(key.CreatedAt)[..10],
                    key.LastUsedAt is { } used ? TimeText.Local(used)[..^3] : "never", key.RevokedAt is null ? "in use" : "revoked",
                ])]);
        return ModemActorsCommand.Done;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var which = parsed.GetValue(s_which)!;
        var revoked = await ((IApiKeyStore)store).RevokeKeyAsync(which).ConfigureAwait(false)
            ?? throw new VerbException($"there is no key '{which}' in use in the store; 'modemactors keys list' shows them.");
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(new { revoked.Id, revoked.Name, revoked.Scope, revoked.RevokedAt });
        else
            Screen.Line($"revoked '{Screen.Clean(revoked.Name)}' ({revoked.Id})");
        return ModemActorsCommand.Done;
    }
}
