import { expect, test } from 'vitest';
import type { AuthContext, ServerChannel } from 'ssh2';
import type { DrillError } from '../../../src-shared/base/drill-error.ts';
import { startEmbedded } from './embedded-server.ts';
import { endOf, remoteHosts, runOn } from './remote.ts';

const methods = ['password', 'keyboard-interactive'] as const;

function passwordOnly(context: AuthContext): void {
  if (context.method === 'password' && context.password === 'right') context.accept();
  else context.reject(['password']);
}

/** Asks like PAM: the password, then a code; refuses plain passwords, though it offers them. */
function questions(context: AuthContext, tried: string[]): void {
  if (context.method !== 'keyboard-interactive') {
    context.reject([...methods]);
    return;
  }
  context.prompt([{ prompt: 'Password: ', echo: false }], ([password]) => {
    context.prompt([{ prompt: 'Code\u001b[2J: ', echo: true }], ([code]) => {
      tried.push(`answers:${password ?? ''},${code ?? ''}`);
      if (password === 'right' && code === '42') context.accept();
      else context.reject([...methods]);
    });
  });
}

/** Connects twice; what was asked, tried on the host, and came of it. */
async function attempt(login: typeof questions, answers: readonly (string | undefined)[]): Promise<unknown> {
  const server = await startEmbedded(login);
  const asked: string[] = [];
  const hosts = remoteHosts([], {
    credentials: {
      password: (_host, prompt) => {
        asked.push(prompt.replace(/ \(.*/, ''));
        return Promise.resolve(answers[asked.length - 1]);
      },
      passphrase: () => Promise.resolve(undefined),
    },
  });
  const connect = (): Promise<string> =>
    hosts.connect(server.host, new AbortController().signal).then(
      () => 'connected',
      (error: unknown) => (error as DrillError).code,
    );
  const result = await connect();
  await hosts.dispose();
  const { tried } = server;
  await server.stop();
  return { result, asked, tried };
}

test.each([
  ['right', passwordOnly, ['right'], 'connected', ['Password for Host E'], ['none', 'password:right']],
  [
    'wrong: once, not again',
    passwordOnly,
    ['wrong', 'right'],
    'ssh.auth-failed',
    ['Password for Host E'],
    ['none', 'password:wrong'],
  ],
  ['nobody can tell', passwordOnly, [], 'ssh.no-credential', ['Password for Host E'], ['none']],
  [
    'questions',
    questions,
    ['right', '42'],
    'connected',
    ['Password for Host E', 'Code [2J:'],
    ['none', 'keyboard-interactive', 'answers:right,42'],
  ],
  [
    'questions, wrong: the password is not sent a second time',
    questions,
    ['wrong', '42', 'right'],
    'ssh.auth-failed',
    ['Password for Host E', 'Code [2J:'],
    ['none', 'keyboard-interactive', 'answers:wrong,42'],
  ],
] as const)('password: %s', async (_name, login, answers, result, asked, tried) => {
  expect(await attempt(login, answers)).toEqual({ result, asked, tried });
});

test('a password that was accepted is not asked for again after a lost link', async () => {
  let end: () => void = () => undefined;
  const server = await startEmbedded(passwordOnly, (_channel, connection) => {
    end = () => connection.end();
    end();
  });
  let asked = 0;
  const hosts = remoteHosts([], {
    credentials: {
      password: () => {
        asked += 1;
        return Promise.resolve('right');
      },
      passphrase: () => Promise.resolve(undefined),
    },
  });
  const ends = [await runOn(hosts, server.host, 'true'), await runOn(hosts, server.host, 'true')].map(
    ({ result }) => result.end.kind,
  );
  await hosts.dispose();
  const { tried } = server;
  await server.stop();
  expect([ends, asked, tried]).toEqual([['lost', 'lost'], 1, ['none', 'password:right', 'none', 'password:right']]);
});

test('an orderly close without a status is neither an exit nor a lost link', async () => {
  const server = await startEmbedded(passwordOnly, (channel) => {
    channel.stderr.write('words');
    channel.end();
  });
  const hosts = remoteHosts([], {
    credentials: { password: () => Promise.resolve('right'), passphrase: () => Promise.resolve(undefined) },
  });
  const ran = await runOn(hosts, server.host, 'true');
  await hosts.dispose();
  await server.stop();
  expect(endOf(ran)).toEqual({ end: { kind: 'no-status' }, marked: false, leftRunning: false, noise: 'words' });
});

test.each([
  [
    'status',
    (channel: ServerChannel) => {
      channel.exit(7);
    },
    { kind: 'exit', code: 7 },
  ],
  [
    'signal',
    (channel: ServerChannel) => {
      channel.exit('TERM', false, '');
    },
    { kind: 'signal', signal: 'SIGTERM' },
  ],
] as const)(
  'a command that has ended before its channel is ours: its %s was seen all the same',
  async (_is, exit, end) => {
    // Everything in one write: the answer to the request, the output, the status, the close.
    const server = await startEmbedded(passwordOnly, (channel) => {
      channel.write('no shell here\n');
      exit(channel);
      channel.end();
    });
    const hosts = remoteHosts([], {
      credentials: { password: () => Promise.resolve('right'), passphrase: () => Promise.resolve(undefined) },
    });
    const ran = await runOn(hosts, server.host, 'true');
    await hosts.dispose();
    await server.stop();
    expect(endOf(ran)).toEqual({ end, marked: false, leftRunning: false, noise: 'no shell here\n' });
  },
);

test('a host that hangs up after the key or password was taken does answer: it is not one that is dark', async () => {
  // As sshd does where PAM turns down an account that has expired.
  const server = await startEmbedded((context) => {
    if (context.method === 'none') context.reject(['password']);
    else hangUp();
  });
  const hangUp = (): void => {
    server.cut();
  };
  const hosts = remoteHosts([], {
    credentials: { password: () => Promise.resolve('right'), passphrase: () => Promise.resolve(undefined) },
  });
  const { result } = await runOn(hosts, server.host, 'true');
  await hosts.dispose();
  await server.stop();
  expect(result.end).toEqual({
    kind: 'not-sent',
    code: 'ssh.login-closed',
    unreachable: false,
    message: `Host E (dr@127.0.0.1:${server.host.port}) closed the connection during the login`,
  });
});
