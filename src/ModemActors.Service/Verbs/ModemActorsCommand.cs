using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ModemActors.Ports;
using ModemActors.Service.Configuration;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary>The program's command line: one verb, one file. Exit code 0 = done, 1 = failed with one line on stderr, 2 = wrong
/// usage.</summary>
internal static class ModemActorsCommand
{
    private const string Program = "modemactors";

    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>What shells report for a program that Ctrl+C ended.</summary>
    private const int Interrupted = 130;

    /// <summary>How long a verb may take to end after a signal. <c>run</c> ends by itself sooner than that.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Understood by every verb, before or after its name.</summary>
    public static readonly Option<string?> ConfigFile = new("--config", "-c")
    {
        Description = "Configuration file (else $MODEMACTORS_CONFIG, ./modem-actors.conf, /etc/modem-actors/modem-actors.conf)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static async Task<int> InvokeAsync(string[] args)
    {
        // a text may begin with @: it is no response file
        var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 || parsed.Action is null or not Verb.Help && UnknownOption(parsed) is not null)
            return Refuse(parsed);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = s_patience };
        try
        {
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception cause)
        {
            await Console.Error.WriteLineAsync($"{Program}: {Explain(cause)}").ConfigureAwait(false);
            return Failed;
        }
    }

    private static string Explain(Exception cause) => cause switch
    {
        UnusableConfigurationException or StoreException or VerbException or PortException => cause.Message,
        IOException or UnauthorizedAccessException => cause.Message,
        _ => $"a fault of the program itself, please report it: {cause.GetType().Name}: {cause.Message}",
    };

    private static int Refuse(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = NameOf(parsed.CommandResult);
        Console.Error.WriteLine($"{Program}: {Reason(parsed, command)} Try '{name} --help'.");
        return WrongUsage;
    }

    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : Program;

    private static string Reason(ParseResult parsed, Command command)
    {
        if (command is not Verb && parsed.UnmatchedTokens is [var unknown, ..] && !unknown.StartsWith('-'))
            return $"there is no verb '{unknown}'; there are: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}.";
        if (UnknownOption(parsed) is { } option)
            return $"there is no option '{option}' here (a text that begins with a dash goes behind --).";
        if (parsed.UnmatchedTokens is [var token, ..])
            return $"'{token}' is one argument too many (a text with spaces needs quotes).";
        var missing = command.Arguments.Where(argument => IsMissing(parsed, argument)).Select(argument => argument.Name).ToList();
        if (missing.Count > 0)
            return $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.";
        var message = parsed.Errors[0].Message.ReplaceLineEndings(" ").Trim();
        return message.EndsWith('.') ? message : message + ".";
    }

    /// <summary>The parser takes an option that it does not know for an argument.</summary>
    private static string? UnknownOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.Length > 2
            && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static bool IsMissing(ParseResult parsed, Argument argument) =>
        argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 };

    private static Command Create()
    {
        var help = new HelpOption();
        help.Action = new Verb.Help((HelpAction)help.Action!);
        var root = new Command(Program, "Supervises SMS modems: sends, receives and heals them. Without a verb it runs the service.")
        {
            ConfigFile,
            help,
            new VersionOption(),
            RunVerb.Create(),
            SendVerb.Create(),
            StatusVerb.Create(),
            WatchVerb.Create(),
            MessagesVerb.Create(),
            ConversationVerb.Create(),
            MarkReadVerb.Create(),
            RetryVerb.Create(),
            CancelVerb.Create(),
            ResolveVerb.Create(),
            EstimateVerb.Create(),
            HealthVerb.Create(),
            IdentifyVerb.Create(),
            DiscoverVerb.Create(),
            UdevVerb.Create(),
            AtVerb.Create(),
            UssdVerb.Create(),
            ResetVerb.Create(),
            LeaseVerb.Create(),
            ReleaseVerb.Create(),
            SimulateVerb.Create(),
            WebhooksVerb.Create(),
            ConfigVerb.Create(),
            LogsVerb.Create(),
            LogLevelVerb.Create(),
            BackupVerb.Create(),
            RestoreVerb.Create(),
            InstallVerb.Create(),
            UninstallVerb.Create(),
            ContactsVerb.Create(),
            KeysVerb.Create(),
        };
        root.Add(CompletionVerb.Create());
        CompletionVerb.ProposeModems(root);
        root.SetAction(RunVerb.RunAsync);
        return root;
    }
}
