import type { Attempt } from './remote-attempt.ts';
import { createHalves } from './remote-attempt.ts';

/**
 * Reads base64 from standard input; it holds one JSON object, which is complete or is none, so that half of it runs
 * nothing. The process list shows this constant text only. Not tried on a real Windows.
 */
const bootstrap = `$ErrorActionPreference = 'Stop'
$text = [Console]::In.ReadToEnd()
$json = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($text.Trim()))
$job = ConvertFrom-Json $json
[Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
[Console]::Out.Write($job.first + $job.second + ' ' + $PID + [char]10)
[Console]::Error.Write($job.first + $job.second + ' ' + $PID + [char]10)
foreach ($entry in $job.env.PSObject.Properties) {
  [Environment]::SetEnvironmentVariable($entry.Name, $entry.Value, 'Process')
}
$ErrorActionPreference = 'Continue'
$global:LASTEXITCODE = 0
& ([ScriptBlock]::Create($job.script))
if ($?) { exit $global:LASTEXITCODE }
if ($global:LASTEXITCODE -ne 0) { exit $global:LASTEXITCODE }
exit 1
`;

const command = `powershell.exe -NoLogo -NoProfile -NonInteractive -EncodedCommand ${Buffer.from(bootstrap, 'utf16le').toString('base64')}`;

/** The same contract as `posixAttempt` for Windows hosts: mark on both streams, values as environment variables. */
export function powershellAttempt(script: string, env: Readonly<Record<string, string>>): Attempt {
  const halves = createHalves();
  const job = JSON.stringify({ ...halves, env, script });
  return {
    command,
    input: Buffer.from(`${Buffer.from(job, 'utf8').toString('base64')}\n`),
    mark: halves.first + halves.second,
  };
}
