using System.CommandLine;
using System.CommandLine.Completions;
using ModemActors.Service.Configuration;

namespace ModemActors.Service.Verbs;

/// <summary><c>completion</c>: lets a shell complete verbs, options and modems.</summary>
internal static class CompletionVerb
{
    private const string Bash = """
        # bash completion for modemactors: source <(modemactors completion bash), or put this file into /etc/bash_completion.d
        _modemactors() {
            local IFS=$'\n'
            COMPREPLY=($("${COMP_WORDS[0]}" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
        }
        complete -o default -F _modemactors modemactors
        """;

    private const string Zsh = """
        #compdef modemactors
        # zsh completion for modemactors: source <(modemactors completion zsh), or save this as _modemactors in a directory of $fpath
        _modemactors() {
            local -a found
            found=("${(@f)$("${words[1]}" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
        }
        if [[ "${funcstack[1]}" == _modemactors ]]; then _modemactors "$@"; else compdef _modemactors modemactors; fi
        """;

    private const string Fish = """
        # fish completion for modemactors: modemactors completion fish | source, or save this in ~/.config/fish/completions/modemactors.fish
        complete -c modemactors -a '(modemactors completion words -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
        """;

    private static readonly ParserConfiguration s_plain = new() { ResponseFileTokenReplacer = null };
    private static readonly Argument<string> s_shell = new("SHELL") { Description = "bash, zsh or fish", HelpName = "bash|zsh|fish" };
    private static readonly Argument<string[]> s_words = new("WORDS") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };

    public static Command Create()
    {
        s_shell.CompletionSources.Clear();
        s_shell.CompletionSources.Add("bash", "zsh", "fish");
        var completion = new Verb(
            "completion", "Print a script by which a shell completes verbs, options and modems.", "source <(modemactors completion bash)")
        {
            s_shell, s_words,
        };
        completion.Validators.Add(result =>
        {
            if (result.GetValue(s_shell) is not ("bash" or "zsh" or "fish" or "words"))
                result.AddError("SHELL must be bash, zsh or fish.");
        });
        completion.SetAction(Run);
        return completion;
    }

    /// <summary>Wherever a modem is named, the configured ones are proposed.</summary>
    public static void ProposeModems(Command command)
    {
        foreach (var argument in command.Arguments.Where(argument => argument.Name.StartsWith("MODEM", StringComparison.Ordinal)))
        {
            // else the help would list what is proposed
            argument.HelpName ??= argument.Name;
            argument.CompletionSources.Add(Modems);
        }

        foreach (var option in command.Options.Where(option => option.Name == "--modem"))
            option.CompletionSources.Add(Modems);
        foreach (var verb in command.Subcommands)
            ProposeModems(verb);
    }

    private static int Run(ParseResult parsed)
    {
        var script = parsed.GetValue(s_shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => null };
        if (script is not null)
            Screen.Line(script);
        else
            foreach (var word in Propose(parsed.RootCommandResult.Command, parsed.GetValue(s_words) ?? []))
                Screen.Line(word);
        return ModemActorsCommand.Done;
    }

    /// <summary>What the last word may become.</summary>
    private static IEnumerable<string> Propose(Command root, string[] words)
    {
        var begun = words.Length == 0 ? "" : words[^1];
        var all = root.Parse(words, s_plain);
        var option = words.Length < 2 ? null : root.Parse(words[..^1], s_plain).CommandResult.Command.Options.Concat(root.Options)
            .FirstOrDefault(each => each.ValueType != typeof(bool) && (each.Name == words[^2] || each.Aliases.Contains(words[^2])));
        return (option?.CompletionSources.SelectMany(source => source(all.GetCompletionContext())) ?? all.GetCompletions())
            .Select(item => item.InsertText ?? item.Label)
            .Where(word => word.StartsWith(begun, StringComparison.Ordinal) && !word.StartsWith('/'))
            .Where(word => word is not ("-?" or "-h") || begun == word)
            .Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<CompletionItem> Modems(CompletionContext context)
    {
        try
        {
            return ServiceConfiguration.Load(context.ParseResult.GetValue(ModemActorsCommand.ConfigFile)).Settings.Modems
                .Select(modem => new CompletionItem(modem.Id));
        }
        catch (UnusableConfigurationException)
        {
            // nothing to propose; whoever runs the verb is told what is wrong
            return [];
        }
    }
}
