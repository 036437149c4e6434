using ModemActors.Benchmarks.Kernel;

switch (args)
{
    case ["kernel", ..]:
        await KernelBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Which benchmark? kernel");
        return 2;
}
