import type { ScriptOutput, StepWork } from '../engine/ports.ts';
import { openRecording, runScript, type ScriptOutside } from './script-attempt.ts';

/** Longest time for a read-only script beside the steps: two minutes, so that a hanging host cannot hold a form. */
const timeoutMs = 120_000;

/** Evidence of a case, and values to compare: runs a script and gives its text. */
export function createScriptReader(outside: ScriptOutside): StepWork['readScript'] {
  return async (script, work, recording, context): Promise<ScriptOutput> => {
    const values = context.env(work);
    const open = recording === undefined ? undefined : openRecording(outside, recording, recording);
    const seen = await runScript(outside, {
      host: context.host(work.host),
      script,
      env: values,
      tty: false,
      timeoutMs,
      signal: context.signal,
      ...(open === undefined ? {} : { recording: open }),
    });
    // Evidence whose recording the disk refused still has its text, which is in the journal.
    const summary = await open?.then(({ recording: file }) => file.close()).catch(() => undefined);
    const text = [seen.stdout.text, seen.stderr.text].filter((one) => one !== '').join('\n');
    return {
      end: seen.end,
      text: text.slice(0, longest),
      truncated: seen.stdout.truncated || seen.stderr.truncated || text.length > longest,
      ...(summary === undefined ? {} : { recording: summary }),
    };
  };
}

/** Characters of evidence that the journal keeps; the recording has all of it. */
const longest = 16_384;
