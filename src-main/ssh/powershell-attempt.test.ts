import { expect, test } from 'vitest';
import { powershellAttempt } from './powershell-attempt.ts';

// No PowerShell here: what is sent is checked, not what a Windows does with it.
test('the command is constant, and the input is one JSON object that no prefix completes', () => {
  const attempt = powershellAttempt("Write-Output 'ü'", { NAME: 'a "b"\n' });
  const json = Buffer.from(attempt.input.toString().trim(), 'base64').toString();
  const { first, second, ...job } = JSON.parse(json) as Readonly<Record<string, string>>;
  const prefixes = Array.from({ length: json.length }, (_, length) => json.slice(0, length));
  const complete = prefixes.filter((prefix) => {
    try {
      JSON.parse(prefix);
      return true;
    } catch {
      return false;
    }
  });
  expect([job, `${first ?? ''}${second ?? ''}`, attempt.command, complete]).toEqual([
    { env: { NAME: 'a "b"\n' }, script: "Write-Output 'ü'" },
    attempt.mark,
    powershellAttempt('', {}).command,
    [],
  ]);
});
