using ModemActors.Benchmarks.Kernel;
using ModemActors.Benchmarks.Service;

switch (args)
{
    case ["kernel", ..]:
        await KernelBenchmark.Run();
        return 0;
    case ["service", .. var only]:
        await ServiceBenchmark.RunAsync(only);
        return 0;
    default:
        Console.Error.WriteLine("Which benchmark? kernel | service [name ...]");
        return 2;
}
