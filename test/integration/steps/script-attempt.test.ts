import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src-main/app/system-clock.ts';
import { createRecordings } from '../../../src-main/journal/recordings.ts';
import { openRecording, runScript } from '../../../src-main/steps/script-attempt.ts';
import { hostOf, remoteHosts } from '../ssh/remote.ts';
import { startSshd } from '../ssh/sshd.ts';

test('where the login runs something else, its words are kept and recorded, without secrets', async () => {
  // It reads our input and prints it again, as a login file may.
  const sshd = await startSshd({ config: ['ForceCommand echo Your password has expired; cat; echo Bye; exit 1'] });
  const remote = remoteHosts([sshd]);
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-attempt-'));
  const recordings = createRecordings(folder);
  const secrets = ['s3cr3t of "the" host'];
  const outside = { remote, recordings, clock: systemClock, secrets, secretOf: () => secrets[0] };
  const recording = openRecording(outside, 'a.b.1.c', 'title');
  const env = { TOKEN: secrets[0]! };
  const signal = new AbortController().signal;
  const seen = await runScript(outside, { host: hostOf(sshd), script: 'true', env, tty: false, signal, recording });
  const { file } = await (await recording).recording.close();
  await remote.dispose();
  await sshd.stop();
  const text = readFileSync(join(folder, file), 'utf8');
  expect([
    seen.end,
    seen.stdout.text,
    seen.instead?.split('\n').filter((line) => !line.includes('echo')),
    seen.instead?.includes('TOKEN=') === true && !seen.instead.includes('s3cr3t'),
    text.includes('Your password has expired') && text.includes('Bye') && !text.includes('s3cr3t'),
  ]).toEqual([{ kind: 'exit', code: 1 }, '', ['Your password has expired', 'Bye', ''], true, true]);
});
