using ModemActors.Service.Verbs;

return await ModemActorsCommand.InvokeAsync(args);
