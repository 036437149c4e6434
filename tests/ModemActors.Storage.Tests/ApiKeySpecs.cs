namespace ModemActors.Storage.Tests;

public sealed class ApiKeySpecs : StoreSpecs
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    private IApiKeyStore Keys => (IApiKeyStore)Store;

    [Fact]
    public async Task Key_is_kept_as_it_was_added()
    {
        Assert.True(await Keys.AddKeyAsync(Key("aaaaaaaa", "n8n", ApiScope.Send)));

        var key = Assert.Single(await Keys.ListKeysAsync());
        Assert.Equal(("aaaaaaaa", "n8n", ApiScope.Send, s_now, null), (key.Id, key.Name, key.Scope, key.CreatedAt, key.LastUsedAt));
        Assert.Equal(new byte[32], key.Hash.ToArray());
    }

    [Fact]
    public async Task Name_belongs_to_one_key_until_that_is_revoked()
    {
        await Keys.AddKeyAsync(Key("aaaaaaaa", "n8n"));

        Assert.False(await Keys.AddKeyAsync(Key("bbbbbbbb", "n8n")));
        Assert.Equal("aaaaaaaa", (await Keys.RevokeKeyAsync("n8n"))!.Id);
        Assert.Null(await Keys.RevokeKeyAsync("n8n"));
        Assert.True(await Keys.AddKeyAsync(Key("bbbbbbbb", "n8n")));
        Assert.Equal("bbbbbbbb", (await Keys.RevokeKeyAsync("bbbbbbbb"))!.Id);
        Assert.All(await Keys.ListKeysAsync(), key => Assert.NotNull(key.RevokedAt));
    }

    [Fact]
    public async Task Use_is_on_record()
    {
        await Keys.AddKeyAsync(Key("aaaaaaaa", "n8n"));

        await Keys.MarkKeysUsedAsync(new Dictionary<string, DateTimeOffset> { ["aaaaaaaa"] = s_now.AddHours(1) });

        Assert.Equal(s_now.AddHours(1), Assert.Single(await Keys.ListKeysAsync()).LastUsedAt);
    }

    [Fact]
    public async Task Scope_that_nobody_knows_may_only_look()
    {
        await Keys.AddKeyAsync(Key("aaaaaaaa", "n8n", ApiScope.Admin));
        Sql("UPDATE api_keys SET scope = 'emperor'");

        Assert.Equal(ApiScope.Read, Assert.Single(await Keys.ListKeysAsync()).Scope);
    }

    private static ApiKey Key(string id, string name, ApiScope scope = ApiScope.Read) => new(id, name, scope, new byte[32], s_now);
}
