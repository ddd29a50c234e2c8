import { remedies, type ErrorCode } from '../../src-shared/base/error-codes.ts';
import { remediesIt } from './remedies-it.ts';
import { useTexts, type Texts } from './use-texts.ts';

const texts: Texts<Readonly<Record<ErrorCode, string>>> = { en: remedies, it: remediesIt };

/** How errors are mended, in the person's language, by their code; a code of something else has none. */
export function useRemedies(): (code: string | undefined) => string | undefined {
  const all = useTexts(texts);
  return (code) => (code !== undefined && Object.hasOwn(all, code) ? all[code as ErrorCode] : undefined);
}
