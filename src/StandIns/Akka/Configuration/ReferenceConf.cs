namespace Akka.Configuration;

/// <summary>The defaults of the keys that the stand-in reads; names and values are those of the real library.</summary>
internal static class ReferenceConf
{
    public const string Text = """
        akka {
          version = "0.0.1 Akka"
          loggers = ["Akka.Event.DefaultLogger"]
          logger-startup-timeout = 5s
          loglevel = "INFO"
          stdout-loglevel = "WARNING"
          log-config-on-start = off
          log-dead-letters = 10
          log-dead-letters-during-shutdown = off
          log-dead-letters-suspend-duration = 5 minutes
          actor {
            creation-timeout = 20s
            ask-timeout = infinite
            default-dispatcher { throughput = 30 }
            debug {
              receive = off
              autoreceive = off
              lifecycle = off
              event-stream = off
              unhandled = off
              log-timers = off
            }
          }
          scheduler {
            implementation = "Akka.Actor.HashedWheelTimerScheduler"
            tick-duration = 10ms
          }
          coordinated-shutdown {
            default-phase-timeout = 5 s
            terminate-actor-system = on
            exit-clr = off
            run-by-clr-shutdown-hook = on
            run-by-actor-system-terminate = on
          }
        }
        """;
}
