import type { SignatureView } from '../../../src-shared/report/model.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import classes from './sign-panel.module.css';

/** A signature as it stands, or its visible absence: as it prints. */
export function SignatureLine({ view }: { readonly view: SignatureView }) {
  const words = useTexts(signTexts);
  return (
    <div className={classes['signature']} data-state={view.state}>
      <span className={classes['role']}>{view.roleTitle}</span>
      {view.drawn === undefined ? null : <Drawn strokes={view.drawn} />}
      <span className={classes['who']}>
        <SignatureWords view={view} />
      </span>
      {view.means === undefined ? null : (
        <span className={classes['means']}>
          {view.meaning === undefined ? '' : `${words.meaning[view.meaning]} · `}
          {words.means[view.means]}
        </span>
      )}
    </div>
  );
}

function SignatureWords({ view }: { readonly view: SignatureView }) {
  const words = useTexts(signTexts);
  switch (view.state) {
    case 'signed':
      return words.signed(view.name ?? '', view.signedAt ?? '');
    case 'voided':
      return `${words.signed(view.name ?? '', view.signedAt ?? '')} – ${words.voided(view.reason ?? '')}`;
    case 'refused':
      return words.refused(view.name ?? '', view.reason ?? '');
    default:
      return words[view.state];
  }
}

/** The strokes as they were drawn, in a box three times as wide as high. */
function Drawn({ strokes }: { readonly strokes: NonNullable<SignatureView['drawn']> }) {
  return (
    <svg className={classes['drawn']} viewBox="0 0 300 100" aria-hidden>
      {strokes.map((points, at) => (
        <polyline
          key={at}
          points={points.map(([x, y]) => `${x * 300},${y * 100}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={2.4}
          strokeLinecap="round"
        />
      ))}
    </svg>
  );
}
