import { useKeys } from '../../ui/keys.ts';
import classes from './choice-cards.module.css';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly text: string;
}

export interface ChoiceCardsProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: Id | undefined;
  readonly onChoose: (id: Id) => void;
  /** Number keys; off where several of these stand on one screen. */
  readonly numbered?: boolean;
}

/** Answers side by side, each with what it brings about; chosen by number key, sent by something else. */
export function ChoiceCards<Id extends string>({
  label,
  choices,
  chosen,
  onChoose,
  numbered = true,
}: ChoiceCardsProps<Id>) {
  useKeys(
    numbered
      ? choices
          .slice(0, 9)
          .map(({ id, label: does }, at) => ({ keys: [String(at + 1)], does, run: () => onChoose(id) }))
      : [],
  );
  return (
    <div role="radiogroup" aria-label={label} className={classes['cards']}>
      {choices.map(({ id, label: name, text }, at) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === chosen}
          className={classes['card']}
          onClick={() => onChoose(id)}
        >
          <span className={classes['name']}>
            {numbered && at < 9 ? <kbd>{at + 1}</kbd> : null} {name}
          </span>
          <span className={classes['text']}>{text}</span>
        </button>
      ))}
    </div>
  );
}
