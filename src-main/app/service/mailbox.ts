import { createAnnouncer } from './announcer.ts';

/** An announcer whose news wait, while nobody listens, for the first who does: a link may open the app. */
export function createMailbox<Value>(): ReturnType<typeof createAnnouncer<Value>> {
  const announcer = createAnnouncer<Value>();
  const waiting: Value[] = [];
  let listening = 0;
  return {
    on: (listener) => {
      const subscription = announcer.on(listener);
      listening++;
      for (const value of waiting.splice(0)) listener(value);
      let isOver = false;
      return {
        dispose: () => {
          if (!isOver) listening--;
          isOver = true;
          return subscription.dispose();
        },
      };
    },
    say: (value) => {
      if (listening === 0) waiting.push(value);
      else announcer.say(value);
    },
  };
}
