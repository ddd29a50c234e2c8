import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunId } from '../../../src-shared/base/ids.ts';
import type { MadeReport } from '../../../src-shared/rpc/desk-calls.ts';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings, type Language } from '../../state/settings-store.ts';

export interface ReportPdf {
  readonly report: MadeReport | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly making: boolean;
  readonly error: unknown;
  /** Records that came since it was made. */
  readonly behind: number;
  readonly lang: Language;
  readonly setLang: (lang: Language) => void;
  readonly make: () => void;
}

/** The very PDF that would be exported now, made when it is first looked at, when the run is sealed, and on request. */
export function useReportPdf(run: RunId): ReportPdf {
  const own = useSettings(({ language }) => language);
  const [lang, setLang] = useState<Language>(own);
  const [report, setReport] = useState<MadeReport>();
  const [bytes, setBytes] = useState<Uint8Array>();
  const [madeAt, setMadeAt] = useState(0);
  const [making, setMaking] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const seq = useRun(({ state }) => state.seq);
  const sealed = useRun(({ state }) => state.name === 'sealed');
  const newest = useRef(0);
  const make = useCallback(() => {
    const number = (newest.current += 1);
    const at = seq;
    setMaking(true);
    setError(undefined);
    core
      .call('report.make', { run, format: 'pdf', lang })
      .then(
        ({ base64, ...rest }) => {
          if (number !== newest.current) return;
          setReport(rest);
          setBytes(base64 === undefined ? undefined : bytesOf(base64));
          setMadeAt(at);
        },
        (thrown: unknown) => {
          if (number === newest.current) setError(thrown);
        },
      )
      .finally(() => {
        if (number === newest.current) setMaking(false);
      });
  }, [run, lang, seq]);
  const latest = useRef(make);
  useEffect(() => {
    latest.current = make;
  });
  useEffect(() => {
    latest.current();
  }, [run, lang, sealed]);
  return { report, bytes, making, error, behind: report === undefined ? 0 : seq - madeAt, lang, setLang, make };
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
