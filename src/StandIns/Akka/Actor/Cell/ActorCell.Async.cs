using Akka.Dispatch.SysMsg;

namespace Akka.Actor
{
    /// <content>Asynchronous handlers: the mailbox is suspended for user messages until the task ends; continuations come as system messages.</content>
    public sealed partial class ActorCell
    {
        private AsyncScope _async;

        internal void RunTask(Func<Task> action)
        {
            var scope = new AsyncScope(this, _currentMessage, _sender);
            var task = scope.Start(action);
            if (task.IsCompletedSuccessfully)
                return;
            if (task.IsCompleted)
                global::System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(AsyncScope.FailureOf(task));
            SuspendMailbox();
            _async = scope;
            task.ContinueWith(
                static (ended, state) => ((AsyncScope)state).End(ended), scope, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        private void EndAsync(EndTask end)
        {
            if (_async == end.Scope)
                _async = null;
            ResumeMailbox();
            if (end.Failure is not null)
            {
                (_currentMessage, _sender) = (end.Scope.Message, end.Scope.Sender);
                HandleInvokeFailure(end.Failure);
                return;
            }
            CheckReceiveTimeout(end.Scope.Message is not INotInfluenceReceiveTimeout);
        }

        /// <summary>Runs a continuation with the message and sender that its handler began with.</summary>
        internal void Continue(AsyncScope scope, Func<bool> run)
        {
            var (message, sender) = (_currentMessage, _sender);
            (_currentMessage, _sender) = (scope.Message, scope.Sender);
            run();
            (_currentMessage, _sender) = (message, sender);
        }
    }

    /// <summary>The task scheduler of one asynchronous handler: what is queued to it runs in the actor's turn.</summary>
    internal sealed class AsyncScope(ActorCell cell, object message, IActorRef sender) : TaskScheduler
    {
        internal object Message { get; } = message;
        internal IActorRef Sender { get; } = sender;

        internal Task Start(Func<Task> action)
        {
            var context = SynchronizationContext.Current;
            if (context is not null)
                SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                var start = new Task<Task>(action);
                start.RunSynchronously(this);
                return start.IsCompletedSuccessfully ? start.Result ?? Task.CompletedTask : start;
            }
            finally
            {
                if (context is not null)
                    SynchronizationContext.SetSynchronizationContext(context);
            }
        }

        internal void Continue(Task task) => cell.Continue(this, () => TryExecuteTask(task));

        internal void End(Task task) => cell.SendSystemMessage(new EndTask(task.IsCompletedSuccessfully ? null : FailureOf(task), this));

        internal static Exception FailureOf(Task task) =>
            task.Exception is { } failure ? failure.InnerExceptions.Count == 1 ? failure.InnerException : failure : new TaskCanceledException(task);

        protected override void QueueTask(Task task) => cell.SendSystemMessage(new ContinueTask(task, this));

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
            !taskWasPreviouslyQueued && ActorCell.Current == cell && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}

namespace Akka.Dispatch
{
    /// <summary>Runs asynchronous code in the current actor.</summary>
    public static class ActorTaskScheduler
    {
        public static void RunTask(Func<Task> asyncAction) =>
            (Actor.ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor context.")).RunTask(asyncAction);
    }
}
