namespace ModemActors.Protocol.At;

/// <summary>One error number of a standard.</summary>
/// <param name="Code">The number behind <c>+CME ERROR:</c> or <c>+CMS ERROR:</c>.</param>
/// <param name="Words">The standard's words, in lower case.</param>
/// <param name="Nature">What it means for the next attempt (our judgement; the standards do not say).</param>
public sealed record ErrorDescription(int Code, string Words, ErrorNature Nature);
