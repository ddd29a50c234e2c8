/** An event that a listener can veto. */
export interface Preventable {
  defaultPrevented: boolean;
  preventDefault: () => void;
}

/** A fresh event; `more` is added to it. */
export function preventable<More extends object>(more: More): Preventable & More {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
